package org.tabib.engine.visit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a doctor's record may hold. Messages name no content: they may be shown and logged. */
public final class ConsultationRules {
  /** A long letter; what is longer is a file. */
  public static final int LONGEST_NOTES = 20_000;

  public static final int LONGEST_ADVICE = 4_000;
  public static final int LONGEST_REASON = 1_000;
  public static final int MOST_DIAGNOSES = 20;
  public static final int LONGEST_DIAGNOSIS = 500;

  /** FHIR's {@code code}: no white space around it, and single spaces in it. */
  private static final Pattern CODE = Pattern.compile("[^\\s]{1,64}( [^\\s]{1,64}){0,8}");

  /**
   * WHO's ICD-10 is a letter and two digits, then a subdivision behind a dot; national variants
   * have letters at the third place (C7A) and up to four places behind the dot.
   */
  private static final Pattern ICD_10_CODE =
      Pattern.compile("[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?");

  private ConsultationRules() {}

  /**
   * What is wrong with a part of a record.
   *
   * @param field its path, as {@code diagnoses[0].code}
   * @param message what is expected; never quotes content
   */
  public record Problem(String field, String message) {}

  /** The first thing that is wrong with the note; empty when nothing is. */
  public static Optional<Problem> problem(ConsultationNote note) {
    if (note.notes().isBlank() && note.advice().isBlank() && note.diagnoses().isEmpty()) {
      return bad("notes", "must say something when there is neither a diagnosis nor advice");
    }
    if (note.notes().length() > LONGEST_NOTES) {
      return bad("notes", "must have at most " + LONGEST_NOTES + " characters");
    }
    if (note.advice().length() > LONGEST_ADVICE) {
      return bad("advice", "must have at most " + LONGEST_ADVICE + " characters");
    }
    List<Diagnosis> diagnoses = note.diagnoses();
    if (diagnoses.size() > MOST_DIAGNOSES) {
      return bad("diagnoses", "must be at most " + MOST_DIAGNOSES);
    }
    for (int i = 0; i < diagnoses.size(); i++) {
      Optional<Problem> problem = problem(diagnoses.get(i), "diagnoses[" + i + "].");
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** What is wrong with the reason of an amendment; empty when nothing is. */
  public static Optional<Problem> problem(String reason) {
    return reason.isBlank() || reason.length() > LONGEST_REASON
        ? bad("reason", "must say why, in at most " + LONGEST_REASON + " characters")
        : Optional.empty();
  }

  private static Optional<Problem> problem(Diagnosis diagnosis, String path) {
    if (!isAbsolute(diagnosis.system())) {
      return bad(path + "system", "must be the absolute URI of a code system");
    }
    if (isIcd10(diagnosis.system())
        ? !ICD_10_CODE.matcher(diagnosis.code()).matches()
        : !CODE.matcher(diagnosis.code()).matches()) {
      return bad(
          path + "code",
          isIcd10(diagnosis.system())
              ? "must be an ICD-10 code: a letter, two digits or letters, and at most four more"
                  + " behind a dot, as in J06.9"
              : "must be a code without white space around it, of at most 64 characters a word");
    }
    if (diagnosis.version() != null
        && (diagnosis.version().isBlank() || diagnosis.version().length() > 64)) {
      return bad(path + "version", "must have 1 to 64 characters");
    }
    if (diagnosis.text().isBlank() || diagnosis.text().length() > LONGEST_DIAGNOSIS) {
      return bad(path + "text", "must have 1 to " + LONGEST_DIAGNOSIS + " characters");
    }
    return Optional.empty();
  }

  private static boolean isIcd10(String system) {
    return system.equals(Diagnosis.ICD_10) || system.startsWith(Diagnosis.ICD_10 + "-");
  }

  private static boolean isAbsolute(String system) {
    try {
      return system.length() <= 256 && new URI(system).isAbsolute();
    } catch (URISyntaxException notOne) {
      return false;
    }
  }

  private static Optional<Problem> bad(String field, String message) {
    return Optional.of(new Problem(field, message));
  }
}
