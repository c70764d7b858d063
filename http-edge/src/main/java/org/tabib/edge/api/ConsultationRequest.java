package org.tabib.edge.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.visit.ConsultationNote;
import org.tabib.engine.visit.ConsultationRules;
import org.tabib.engine.visit.ConsultationRules.Problem;
import org.tabib.engine.visit.Diagnosis;

/**
 * Body of a doctor's record. Every field may be absent until it is checked. Personal.
 *
 * @param followUp clinic-local
 * @param reason of an amendment only
 */
record ConsultationRequest(
    @Nullable String notes,
    @Nullable List<@Nullable Coded> diagnoses,
    @Nullable String advice,
    @Nullable LocalDate followUp,
    @Nullable String reason) {

  /**
   * A diagnosis.
   *
   * @param system the code system's URI; ICD-10 when it is left out
   * @param version of the code system, as the doctor's system names it
   * @param text the doctor's words
   */
  record Coded(
      @Nullable String system,
      @Nullable String version,
      @Nullable String code,
      @Nullable String text) {
    @Override
    public String toString() {
      return "Coded[…]";
    }
  }

  @Override
  public String toString() {
    return "ConsultationRequest[…]";
  }

  /** Whether nothing was sent. */
  boolean isEmpty() {
    return notes == null
        && diagnoses == null
        && advice == null
        && followUp == null
        && reason == null;
  }

  /**
   * The record.
   *
   * @throws ApiProblem 400 naming what is wrong
   */
  ConsultationNote note() {
    Checks checks = new Checks().that(reason == null, "reason", "is for amendments only");
    return note(checks);
  }

  /**
   * The record, for an amendment.
   *
   * @throws ApiProblem 400 naming what is wrong
   */
  ConsultationNote amended() {
    Checks checks = new Checks().present("reason", reason);
    if (reason != null) {
      ConsultationRules.problem(reason).ifPresent(p -> checks.that(false, p.field(), p.message()));
    }
    return note(checks);
  }

  private ConsultationNote note(Checks checks) {
    List<@Nullable Coded> given = diagnoses == null ? List.of() : diagnoses;
    List<Diagnosis> read = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      read(given.get(i), "diagnoses[" + i + "]", checks).ifPresent(read::add);
    }
    checks.done();
    ConsultationNote note =
        new ConsultationNote(notes == null ? "" : notes, read, advice == null ? "" : advice);
    Optional<Problem> problem = ConsultationRules.problem(note);
    if (problem.isPresent()) {
      throw ApiProblem.field(problem.get().field(), problem.get().message());
    }
    return note;
  }

  /** ICD-10 codes are written in capitals; whoever types them in small letters means the same. */
  private static Optional<Diagnosis> read(@Nullable Coded coded, String path, Checks checks) {
    if (coded == null || coded.code() == null || coded.text() == null) {
      checks
          .present(path + ".code", coded == null ? null : coded.code())
          .present(path + ".text", coded == null ? null : coded.text());
      return Optional.empty();
    }
    String system = coded.system() == null ? Diagnosis.ICD_10 : coded.system();
    String code =
        system.startsWith(Diagnosis.ICD_10)
            ? coded.code().strip().toUpperCase(Locale.ROOT)
            : coded.code();
    return Optional.of(new Diagnosis(system, coded.version(), code, coded.text()));
  }
}
