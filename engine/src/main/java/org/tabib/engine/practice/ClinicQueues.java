package org.tabib.engine.practice;

import java.util.Optional;
import java.util.function.Function;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.queue.ClinicSetups;
import org.tabib.engine.queue.QueueSetup;

/**
 * How clinics' queues are configured, from this node's copy of the practices.
 *
 * @param practices by id, as {@link Practices#byId}
 */
public record ClinicQueues(Function<String, Optional<PracticeConfig>> practices)
    implements ClinicSetups {

  @Override
  public Answer of(String practiceId, String clinicId) {
    PracticeConfig practice = practices.apply(practiceId).orElse(null);
    if (practice == null) {
      return new Missing(
          Refusal.notFound("practice-unknown", "no practice " + practiceId + " is known here"));
    }
    Clinic clinic = practice.clinic(clinicId).orElse(null);
    if (clinic == null) {
      return new Missing(
          Refusal.notFound("clinic-unknown", practiceId + " has no clinic " + clinicId));
    }
    QueueSetup setup = clinic.queue();
    return setup == null
        ? new Missing(
            Refusal.notFound("clinic-without-queue", "clinic " + clinicId + " has no queue"))
        : new Found(setup, clinic.zone());
  }
}
