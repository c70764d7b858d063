package org.tabib.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;
import org.tabib.engine.delivery.SendOutcome.Rejected;

class LetterReasonTest {
  @ParameterizedTest
  @CsvSource({
    "RETRY, 0, policy-spent",
    "RETRY, 131000, policy-spent",
    "WAIT, 131056, policy-spent",
    "STOP, 0, recipient-erased",
    "STOP, 131026, recipient-unreachable",
    "STOP, 130403, business-blocked",
    "STOP, 131050, opted-out",
    "STOP, 131047, window-closed",
    "STOP, 131049, held-back",
    "STOP, 131053, media-failed",
    "FIX, 0, account-trouble",
    "FIX, 190, account-trouble",
    "FIX, 200, account-trouble",
    "FIX, 299, account-trouble",
    "FIX, 300, refused",
    "FIX, 133010, account-trouble",
    "FIX, 132001, template-trouble",
    "FIX, 131009, request-refused",
    "FIX, 999999, refused"
  })
  void saysInAWordWhyAMessageWasGivenUp(ErrorClass errorClass, int code, String word) {
    assertThat(LetterReason.of(new Rejected(errorClass, code, null)).word()).isEqualTo(word);
  }

  @Test
  void namesWhatAReceiptSaidByItsCodeAlone() {
    assertThat(LetterReason.of(131_026)).isEqualTo(LetterReason.RECIPIENT_UNREACHABLE);
  }
}
