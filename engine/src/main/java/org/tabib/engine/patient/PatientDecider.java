package org.tabib.engine.patient;

import java.time.Instant;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.patient.PatientEvent.PatientRegistered;
import org.tabib.engine.patient.PatientEvent.ProfileChanged;
import org.tabib.engine.privacy.Private;

/** The rules of a Patient. */
final class PatientDecider {
  /** FHIR R4 AdministrativeGender. */
  private static final Set<String> SEXES = Set.of("female", "male", "other", "unknown");

  private static final int LONGEST_NAME = 200;

  /** The oldest age ever verified is 122 years (Jeanne Calment): beyond 130 it is a slip. */
  private static final int OLDEST = 130;

  private PatientDecider() {}

  static Decision<PatientEvent, PatientReply> decide(
      PatientState state, PatientCommand.Register command, Instant now) {
    Refusal invalid = whatIsWrong(command.profile());
    if (invalid != null) {
      return Decision.refuse(invalid);
    }
    String id = state.patientId();
    String guardian = state.guardianId();
    Private<PatientProfile> profile = Private.of(id, command.profile());
    PatientReply known = new PatientReply.Known(id, command.guardianId(), command.profile());
    if (guardian == null) {
      return Decision.accept(new PatientRegistered(command.guardianId(), profile, now), known);
    }
    if (!(state.profile() instanceof Private.Clear)) {
      return Decision.refuse(unknown());
    }
    if (!guardian.equals(command.guardianId())) {
      return Decision.refuse(
          new Refusal(
              Refusal.Kind.FORBIDDEN,
              "patient-of-another-guardian",
              "only the contact who registered the patient can change the profile"));
    }
    return profile.equals(state.profile())
        ? Decision.answer(known)
        : Decision.accept(new ProfileChanged(profile, now), known);
  }

  static Decision<PatientEvent, PatientReply> decide(
      PatientState state, PatientCommand.Get command, Instant now) {
    String guardian = state.guardianId();
    return guardian != null
            && state.profile() instanceof Private.Clear<PatientProfile>(var id, var profile)
        ? Decision.answer(new PatientReply.Known(id, guardian, profile))
        : Decision.refuse(unknown());
  }

  private static @Nullable Refusal whatIsWrong(PatientProfile profile) {
    if (profile.name().isBlank() || profile.name().length() > LONGEST_NAME) {
      return Refusal.invalid(
          "patient-name", "a name has 1 to " + LONGEST_NAME + " characters, not all blank");
    }
    if (!SEXES.contains(profile.sex())) {
      return Refusal.invalid("patient-sex", "sex is one of " + SEXES.stream().sorted().toList());
    }
    try {
      Period age = Period.parse(profile.age());
      if (!age.isNegative() && age.getYears() <= OLDEST) {
        return null;
      }
    } catch (DateTimeParseException e) {
      return Refusal.invalid("patient-age", "an age is an ISO 8601 period such as P34Y");
    }
    return Refusal.invalid("patient-age", "an age is between 0 and " + OLDEST + " years");
  }

  private static Refusal unknown() {
    return Refusal.notFound(
        "patient-unknown", "the patient is not registered, or was forgotten on request");
  }
}
