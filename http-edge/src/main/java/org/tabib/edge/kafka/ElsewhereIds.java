package org.tabib.edge.kafka;

import java.time.Instant;
import java.util.Objects;
import org.tabib.edge.kafka.InboundEvent.Identifier;
import org.tabib.edge.kafka.InboundEvent.PatientRef;
import org.tabib.edge.kafka.InboundEvent.VisitRef;
import org.tabib.engine.entity.Ids;

/**
 * Our ids of what other systems named first: derived from their identifier, so that whoever speaks
 * of the same thing later finds it, and a repetition makes nothing new.
 */
final class ElsewhereIds {
  /** An id that depends on an identifier alone must not depend on when it was sent. */
  private static final Instant ALWAYS = Instant.EPOCH;

  private ElsewhereIds() {}

  static String visit(String practice, Identifier identifier) {
    return derived(practice, "visit", identifier);
  }

  static String visit(String practice, VisitRef visit) {
    return visit.visitId() != null
        ? visit.visitId()
        : visit(practice, Objects.requireNonNull(visit.identifier(), "the schema wants one"));
  }

  static String patient(String practice, PatientRef patient) {
    return patient.patientId() != null
        ? patient.patientId()
        : derived(
            practice,
            "patient",
            Objects.requireNonNull(patient.identifier(), "the schema wants one"));
  }

  private static String derived(String practice, String what, Identifier identifier) {
    return Ids.derived(
        practice, ALWAYS, "elsewhere", what, identifier.system(), identifier.value());
  }
}
