package org.tabib.edge.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Body of a booking by staff. Every field may be absent until it is checked. */
record BookingRequest(
    @Nullable String doctorId,
    @Nullable OffsetDateTime start,
    @Nullable Who patient,
    @Nullable String complaint) {
  private static final int LONGEST_COMPLAINT = 2000;
  private static final int LONGEST_NAME = 200;
  private static final int OLDEST = 130;

  /** FHIR R4 AdministrativeGender. */
  private static final Set<String> SEXES = Set.of("female", "male", "other", "unknown");

  /** ITU-T E.164: at most fifteen digits, the first one not zero. */
  private static final Pattern PHONE = Pattern.compile("\\+?[1-9][0-9]{6,14}");

  /** Either a patient who is known or a new one. */
  record Who(@Nullable String patientId, @JsonProperty("new") @Nullable NewPatient newPatient) {}

  /**
   * @param age in completed years
   * @param phone with country code
   */
  record NewPatient(
      @Nullable String name, @Nullable Integer age, @Nullable String sex, @Nullable String phone) {
    @Override
    public String toString() {
      return "NewPatient[…]";
    }
  }

  @Override
  public String toString() {
    return "BookingRequest[…]";
  }

  /**
   * What is to be done, in full.
   *
   * @throws ApiProblem 400 naming every field that is wrong
   */
  Checked checked() {
    Checks checks =
        new Checks()
            .present("doctorId", doctorId)
            .present("start", start)
            .present("patient", patient)
            .text("complaint", complaint, LONGEST_COMPLAINT);
    if (patient != null) {
      check(patient, checks);
    }
    checks.done();
    if (doctorId == null || start == null || patient == null) {
      throw new IllegalStateException("what is missing was reported before");
    }
    return new Checked(doctorId, start, patient, complaint);
  }

  /** Of a patient who is there. */
  static void check(Who patient, Checks checks) {
    checks.that(
        (patient.patientId() == null) != (patient.newPatient() == null),
        "patient",
        "has either patientId or new");
    if (patient.newPatient() != null) {
      check(patient.newPatient(), checks);
    }
  }

  private static void check(NewPatient person, Checks checks) {
    Integer age = person.age();
    String sex = person.sex();
    String phone = person.phone();
    checks
        .present("patient.new.name", person.name())
        .text("patient.new.name", person.name(), LONGEST_NAME)
        .present("patient.new.age", age)
        .that(
            age == null || (age >= 0 && age <= OLDEST),
            "patient.new.age",
            "is a number of years from 0 to " + OLDEST)
        .present("patient.new.sex", sex)
        .that(
            sex == null || SEXES.contains(sex),
            "patient.new.sex",
            "is one of " + SEXES.stream().sorted().toList())
        .that(
            phone == null || PHONE.matcher(phone).matches(),
            "patient.new.phone",
            "is a number with country code, digits only, e.g. 919876543210");
  }

  /** A request that is complete. */
  record Checked(String doctorId, OffsetDateTime start, Who patient, @Nullable String complaint) {
    @Override
    public String toString() {
      return "Checked[…]";
    }
  }
}
