package org.tabib.edge.api;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.waitlist.PartOfDay;

/**
 * Body of an entry that staff put on a waiting list. Every field may be absent until it is checked.
 *
 * @param clinicId only needed when neither a doctor nor a visit says where
 * @param visitId the visit that would come earlier
 */
record WaitingRequest(
    @Nullable String patientId,
    @Nullable String doctorId,
    @Nullable String specialty,
    @Nullable String clinicId,
    @Nullable LocalDate earliest,
    @Nullable LocalDate latest,
    @Nullable List<String> parts,
    @Nullable String urgency,
    @Nullable String visitId) {

  /**
   * What is to be done, as far as the body alone can tell.
   *
   * @throws ApiProblem 400 naming every field that is wrong
   */
  Checked checked() {
    new Checks()
        .present("patientId", patientId)
        .that(
            doctorId != null || specialty != null || visitId != null,
            "doctorId",
            "is missing: say a doctor, a specialty or the visit that would come earlier")
        .that(
            earliest == null || latest == null || !latest.isBefore(earliest),
            "latest",
            "is not before earliest")
        .done();
    if (patientId == null) {
      throw new IllegalStateException("what is missing was reported before");
    }
    return new Checked(
        patientId,
        parts == null
            ? List.of()
            : parts.stream().map(part -> Codes.read("parts", part, PartOfDay.class)).toList(),
        urgency == null ? Urgency.ROUTINE : Codes.read("urgency", urgency, Urgency.class));
  }

  /** What was checked. */
  record Checked(String patientId, List<PartOfDay> parts, Urgency urgency) {}
}
