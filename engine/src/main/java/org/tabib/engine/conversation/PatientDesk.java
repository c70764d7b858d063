package org.tabib.engine.conversation;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.patient.Patient;
import org.tabib.engine.patient.PatientCommand;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.patient.PatientReply;

/** Patients, asked about and made known over the cluster. */
final class PatientDesk {
  /** A person waits: rather an apology than a long silence. */
  private static final Duration GATHERING = Duration.ofSeconds(3);

  private static final Duration PERFORMING = Duration.ofSeconds(10);

  private final ClusterSharding sharding;

  PatientDesk(ClusterSharding sharding) {
    this.sharding = sharding;
  }

  CompletionStage<Fact> profiles(List<String> patients) {
    CompletionStage<Map<String, PatientProfile>> all =
        CompletableFuture.completedFuture(new HashMap<>());
    for (String patientId : patients) {
      CompletionStage<PatientReply> asked =
          sharding
              .entityRefFor(Patient.TYPE_KEY, patientId)
              .ask(PatientCommand.Get::new, GATHERING);
      all =
          all.thenCombine(
              Direct.of(asked),
              (known, reply) -> {
                if (reply instanceof PatientReply.Known found) {
                  known.put(patientId, found.profile());
                }
                return known;
              });
    }
    return all.thenApply(known -> new Fact.Profiles(Map.copyOf(known)));
  }

  /** Makes a patient known. */
  CompletionStage<EffectOutcome> register(
      String contactId, String patientId, PatientProfile profile) {
    CompletionStage<PatientReply> registered =
        sharding
            .entityRefFor(Patient.TYPE_KEY, patientId)
            .ask(replyTo -> new PatientCommand.Register(contactId, profile, replyTo), PERFORMING);
    return Direct.of(registered)
        .thenApply(
            reply ->
                switch (reply) {
                  case PatientReply.Known known -> new EffectOutcome.Done();
                  case PatientReply.Refused(Refusal refusal) -> EffectOutcome.of(refusal);
                });
  }
}
