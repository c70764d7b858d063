package org.tabib.engine.practice;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.practice.PracticeEvent.PracticeConfigured;
import org.tabib.engine.queue.QueueSetup;

/** The rules of a Practice: a configuration that contradicts itself is refused. */
final class PracticeDecider {
  private PracticeDecider() {}

  static Decision<PracticeEvent, PracticeReply> decide(
      PracticeState state, PracticeCommand.Configure command, String entityId, Instant now) {
    PracticeConfig config = command.config();
    Refusal refusal = whatIsWrong(config, entityId);
    if (refusal != null) {
      return Decision.refuse(refusal);
    }
    PracticeReply current = new PracticeReply.Current(config);
    return config.equals(state.config())
        ? Decision.answer(current)
        : Decision.accept(new PracticeConfigured(config, now), current);
  }

  static Decision<PracticeEvent, PracticeReply> decide(
      PracticeState state, PracticeCommand.Get command, Instant now) {
    PracticeConfig config = state.config();
    return config == null
        ? Decision.refuse(
            Refusal.notFound("practice-unknown", "the practice has not been configured"))
        : Decision.answer(new PracticeReply.Current(config));
  }

  private static @Nullable Refusal whatIsWrong(PracticeConfig config, String entityId) {
    if (!Practice.entityId(config.id()).equals(entityId)) {
      return Refusal.invalid(
          "practice-id", "configuration of " + config.id() + " sent to " + entityId);
    }
    if (config.languages().isEmpty()
        || !config.names().containsKey(config.languages().getFirst())) {
      return Refusal.invalid(
          "practice-languages", "a practice has a language, and a name in the first of them");
    }
    if (!config.timesOfDoses().areInOrder()) {
      return Refusal.invalid(
          "practice-dose-times",
          "morning, noon, evening and bedtime come in this order of the day");
    }
    for (Clinic clinic : config.clinics()) {
      QueueSetup queue = clinic.queue();
      List<String> problems = queue == null ? List.of() : queue.problems();
      if (!problems.isEmpty()) {
        return Refusal.invalid(
            "queue-setup", "the queue of " + clinic.id() + ": " + String.join("; ", problems));
      }
    }
    Set<String> schedules = new HashSet<>();
    Set<String> doctors = new HashSet<>();
    for (Doctor doctor : config.doctors()) {
      if (config.clinic(doctor.clinicId()).isEmpty()) {
        return Refusal.invalid(
            "doctor-clinic", doctor.id() + " works at unknown clinic " + doctor.clinicId());
      }
      if (doctor.specialties().isEmpty()) {
        return Refusal.invalid("doctor-specialties", doctor.id() + " has no specialty");
      }
      // A doctor at two clinics stands here twice, each time with a schedule of its own.
      if (!schedules.add(doctor.scheduleId())) {
        return Refusal.invalid("schedule-twice", doctor.scheduleId() + " is listed twice");
      }
      if (!doctors.add(doctor.id() + " " + doctor.clinicId())) {
        return Refusal.invalid("doctor-twice", doctor.id() + " is listed twice at one clinic");
      }
    }
    return null;
  }
}
