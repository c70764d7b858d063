package org.tabib.edge.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.engine.delivery.LetterReason;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;

/** Every documented code against what must happen next, stated here a second time. */
class GraphErrorsTest {
  private static final Map<ErrorClass, String> EXPECTED =
      Map.of(
          ErrorClass.RETRY,
          "1 2 131000 131016 133004",
          ErrorClass.WAIT,
          "131056 131064 132069 133015",
          ErrorClass.SLOW,
          "4 80007 130429 131057",
          ErrorClass.ACCOUNT,
          "0 3 10 33 190 200 250 299 368 131005 131031 131037 131042 131045 133010",
          ErrorClass.WINDOW,
          "131047",
          ErrorClass.STOP,
          "130403 130472 130497 131021 131026 131030 131049 131050 131052 131053 131062"
              + " 137000",
          ErrorClass.FIX,
          "100 131008 131009 131048 131051 131063 132000 132001 132005 132007 132008 132012 132015 132016"
              + " 132018 132068 133000 133005 133006 133008 133009 133016 134011 135000"
              + " 139000 139999 147001 147002 147003 147004");

  static Stream<Arguments> rows() {
    return EXPECTED.entrySet().stream()
        .flatMap(
            entry ->
                Arrays.stream(entry.getValue().split(" "))
                    .map(code -> Arguments.of(Integer.parseInt(code), entry.getKey())));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void classifiesEveryDocumentedCode(int code, ErrorClass expected) {
    assertThat(GraphErrors.classOf(code)).contains(expected);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasAWordForEveryDocumentedCodeThatEndsASend(int code, ErrorClass errorClass) {
    assertThat(LetterReason.of(new SendOutcome.Rejected(errorClass, code, null)))
        .isNotEqualTo(LetterReason.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5, 199, 300, 131001, 147000, 147005, Integer.MAX_VALUE})
  void doesNotKnowOtherCodes(int code) {
    assertThat(GraphErrors.classOf(code)).isEmpty();
  }

  @Test
  void statesEveryDocumentedCodeOnce() {
    assertThat(rows().map(row -> row.get()[0])).doesNotHaveDuplicates().hasSize(71);
  }
}
