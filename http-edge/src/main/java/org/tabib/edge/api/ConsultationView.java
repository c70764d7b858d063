package org.tabib.edge.api;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.ConsultationNote;
import org.tabib.engine.visit.Diagnosis;
import org.tabib.engine.visit.VisitEvent.Reason;
import org.tabib.projections.visit.ConsultationVersion;

/**
 * A doctor's record of a visit with everything that stood there before.
 *
 * @param draft whether it can still be replaced: the visit is not completed
 * @param versions the newest first
 */
record ConsultationView(String appointmentId, boolean draft, List<VersionView> versions) {

  /**
   * How a record stands, without its words.
   *
   * @param by the latest author
   */
  record Standing(
      String appointmentId,
      int version,
      boolean draft,
      String by,
      OffsetDateTime at,
      @Nullable LocalDate followUp) {}

  /**
   * A record as it stood at some time. Personal.
   *
   * @param erased whether the patient was forgotten: nothing of the words is left
   * @param reason why it was amended; none of the first version
   */
  record VersionView(
      int version,
      String by,
      OffsetDateTime at,
      boolean erased,
      @Nullable String notes,
      @Nullable List<DiagnosisView> diagnoses,
      @Nullable String advice,
      @Nullable LocalDate followUp,
      @Nullable String reason) {
    static VersionView of(ConsultationVersion version, ClinicTime clock, Opened opened) {
      ConsultationNote note = opened.read(version.note(), ConsultationNote.class);
      Private<Reason> sealed = version.reason();
      Reason reason = sealed == null ? null : opened.read(sealed, Reason.class);
      return new VersionView(
          version.version(),
          version.by(),
          clock.at(version.at()),
          note == null,
          note == null ? null : note.notes(),
          note == null ? null : note.diagnoses().stream().map(DiagnosisView::of).toList(),
          note == null ? null : note.advice(),
          version.followUp(),
          reason == null ? null : reason.words());
    }

    @Override
    public String toString() {
      return "VersionView[…]";
    }
  }

  /** A diagnosis, as the doctor gave it. */
  record DiagnosisView(String system, @Nullable String version, String code, String text) {
    static DiagnosisView of(Diagnosis diagnosis) {
      return new DiagnosisView(
          diagnosis.system(), diagnosis.version(), diagnosis.code(), diagnosis.text());
    }

    @Override
    public String toString() {
      return "DiagnosisView[…]";
    }
  }

  /** What of a version has to be opened to show it. */
  static Stream<Private<?>> sealed(ConsultationVersion version) {
    Private<Reason> reason = version.reason();
    return reason == null ? Stream.of(version.note()) : Stream.of(version.note(), reason);
  }
}
