package org.tabib.edge.api;

import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.BookingRequest.Who;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.Urgency;

/**
 * Body of a registration at the desk.
 *
 * @param patient none: somebody of whom nothing is known but the number
 * @param urgency as triage says; green when nobody has judged it yet
 * @param patientType adult when it is left out
 * @param doctorId the doctor that the patient waits for; any will do when it is left out
 */
record TicketRequest(
    @Nullable String servicePoint,
    @Nullable Who patient,
    @Nullable String urgency,
    @Nullable String patientType,
    @Nullable String doctorId) {

  @Override
  public String toString() {
    return "TicketRequest[…]";
  }

  /** A request that is complete. */
  record Checked(
      String servicePoint,
      @Nullable Who patient,
      Urgency urgency,
      PatientType patientType,
      @Nullable String doctorId) {}

  /**
   * What is to be done, in full.
   *
   * @throws ApiProblem 400 naming every field that is wrong
   */
  Checked checked() {
    Checks checks = new Checks().present("servicePoint", servicePoint);
    if (patient != null) {
      BookingRequest.check(patient, checks);
    }
    checks.done();
    if (servicePoint == null) {
      throw new IllegalStateException("what is missing was reported before");
    }
    return new Checked(servicePoint, patient, urgency(urgency), patientType(patientType), doctorId);
  }

  static Urgency urgency(@Nullable String code) {
    return code == null ? Urgency.GREEN : Codes.read("urgency", code, Urgency.class);
  }

  static PatientType patientType(@Nullable String code) {
    return code == null ? PatientType.ADULT : Codes.read("patientType", code, PatientType.class);
  }

  /** Body of a check-in; all of it may be left out. */
  record CheckIn(
      @Nullable String urgency, @Nullable String patientType, @Nullable String servicePoint) {}
}
