package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tabib.engine.journal.StoredForm;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;

class RemarkTest {
  private static final String PATIENT = "afya.patient";
  private static final String WORDS = "Wanjiru faints";
  private static final Mark MARK = new Mark("c", "staff-1", Instant.EPOCH);

  private final DataKey key = DataKey.generate();
  private final Vault vault = new Vault(Map.of(PATIENT, key));

  @Test
  void comesBackFromTheJournalSealedAndIsReadWithTheKeyOnly() {
    Private<Remark.Words> sealed = vault.seal(Private.of(PATIENT, new Remark.Words(WORDS)));
    QueueEvent.QueuePaused paused =
        new QueueEvent.QueuePaused(MARK, null, new Remark.Written(sealed));

    Private<Remark.Words> stored = StoredForm.roundTrip(paused).reason().words();

    assertThat(stored).isEqualTo(sealed);
    assertThat(vault.open(sealed, Remark.Words.class).orElse(new Remark.Words("")).text())
        .isEqualTo(WORDS);
    assertThat(new Vault(Map.of()).open(sealed, Remark.Words.class))
        .isEqualTo(new Private.Erased<>(PATIENT));
  }

  @Test
  void storesNothingOfTheWordsInClear() {
    Remark remark = new Remark.Written(vault.seal(Private.of(PATIENT, new Remark.Words(WORDS))));

    byte[] stored = StoredForm.bytes(new QueueEvent.DayClosed(MARK, remark, List.of()));

    assertThat(new String(stored, StandardCharsets.ISO_8859_1))
        .contains(PATIENT)
        .doesNotContain("Wanjiru")
        .doesNotContain("faints");
    assertThat(remark.toString()).doesNotContain("Wanjiru");
    assertThat(new Remark.Words(WORDS).toString()).doesNotContain("Wanjiru");
  }

  @Test
  void isNeverClearInAQueue() {
    Private<Remark.Words> clear = Private.of(PATIENT, new Remark.Words(WORDS));

    assertThatThrownBy(() -> new Remark.Written(clear))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain(WORDS);
  }

  @Test
  void remembersThatThereWasOneAboutWhoIsErased() {
    Remark erased = new Remark.Written(new Private.Erased<>(PATIENT));

    assertThat(StoredForm.roundTrip(new QueueEvent.QueuePaused(MARK, "lab", erased)).reason())
        .isEqualTo(erased);
  }

  @ParameterizedTest
  @EnumSource
  void theProgramSaysFixedSentences(Remark.Fixed fixed) {
    assertThat(StoredForm.roundTrip(new QueueEvent.DayClosed(MARK, fixed, List.of())).reason())
        .isEqualTo(fixed);
  }

  @Test
  void aDayHasAKeyOfItsOwn() {
    QueueId day = QueueId.of("afya.clinic", LocalDate.of(2026, 11, 3));

    assertThat(day.keyId()).isEqualTo("afya.clinic.20261103");
  }
}
