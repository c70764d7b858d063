package org.tabib.edge.kafka;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What other systems tell us, as their schemas allow it ({@code events/in}). */
sealed interface InboundEvent {
  /** Which event it is. */
  Origin origin();

  /**
   * Who says it, and when it happened there.
   *
   * @param practice whom it is meant for
   * @param id unique within the source
   */
  record Origin(String practice, String source, String id, OffsetDateTime time) {}

  /**
   * An identifier of another system, as FHIR has it.
   *
   * @param system URI of whoever gave the value
   */
  record Identifier(String system, String value) {
    @Override
    public String toString() {
      return "Identifier[" + system + "]";
    }
  }

  /** A patient by our id or by theirs; exactly one of the two. */
  record PatientRef(@Nullable String patientId, @Nullable Identifier identifier) {}

  /** A visit by our id or by theirs; exactly one of the two. */
  record VisitRef(@Nullable String visitId, @Nullable Identifier identifier) {}

  /**
   * Who a new patient is.
   *
   * @param phone with country code; none when patients speak for themselves
   */
  record Profile(String name, LocalDate birthDate, String sex, @Nullable String phone) {
    @Override
    public String toString() {
      return "Profile[…]";
    }
  }

  /** What is not given stays. */
  record DemographicsChanged(
      Origin origin,
      PatientRef patient,
      @Nullable String name,
      @Nullable LocalDate birthDate,
      @Nullable String sex)
      implements InboundEvent {
    @Override
    public String toString() {
      return "DemographicsChanged[…]";
    }
  }

  /**
   * @param profile makes the patient known when their identifier is new here
   * @param specialty the doctor's main one when not given
   */
  record BookedElsewhere(
      Origin origin,
      Identifier visit,
      PatientRef patient,
      @Nullable Profile profile,
      String doctorId,
      Instant start,
      @Nullable String specialty,
      @Nullable String complaint)
      implements InboundEvent {
    @Override
    public String toString() {
      return "BookedElsewhere[…]";
    }
  }

  record CancelledElsewhere(Origin origin, VisitRef visit, @Nullable String reason)
      implements InboundEvent {
    @Override
    public String toString() {
      return "CancelledElsewhere[…]";
    }
  }
}
