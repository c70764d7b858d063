package org.tabib.engine.patient;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.EntityEffects;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.SealingAdapters;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.privacy.VaultedBehavior;

/** Who is treated. The entity's id is the person whose key seals everything it writes. */
public final class Patient
    extends EventSourcedBehaviorWithEnforcedReplies<PatientCommand, PatientEvent, PatientState> {

  /** The entity type; its name is the first part of the persistence id. */
  public static final EntityTypeKey<PatientCommand> TYPE_KEY =
      EntityTypeKey.create(PatientCommand.class, "Patient");

  /** The one slice of the event stream that patients use, for ever. */
  public static final String TAG = "patient-0";

  private final String patientId;
  private final InstantSource clock;
  private final PersonKeys keys;
  private final ActorContext<PatientCommand> context;
  private Vault vault;
  private boolean gathering;

  private Patient(
      String patientId,
      InstantSource clock,
      PersonKeys keys,
      ActorContext<PatientCommand> context,
      Vault vault) {
    super(PersistenceId.of(TYPE_KEY.name(), patientId), EntityEffects.recoverAgain());
    this.patientId = patientId;
    this.clock = clock;
    this.keys = keys;
    this.context = context;
    this.vault = vault;
  }

  /** Makes this node able to host patients. */
  public static ActorRef<ShardingEnvelope<PatientCommand>> init(
      ClusterSharding sharding, InstantSource clock, PersonKeys keys) {
    return sharding.init(
        Entity.of(TYPE_KEY, entity -> create(entity.getEntityId(), clock, keys))
            .withStopMessage(PatientCommand.Stop.INSTANCE));
  }

  /** Starts once the patient's key is loaded, if there is one already. */
  public static Behavior<PatientCommand> create(
      String patientId, InstantSource clock, PersonKeys keys) {
    return VaultedBehavior.start(
        PatientCommand.class,
        keys,
        patientId,
        PatientCommand.Stop.INSTANCE,
        vault -> Behaviors.setup(context -> new Patient(patientId, clock, keys, context, vault)));
  }

  @Override
  public PatientState emptyState() {
    return PatientState.unregistered(patientId);
  }

  @Override
  public CommandHandlerWithReply<PatientCommand, PatientEvent, PatientState> commandHandler() {
    return (state, command) -> {
      Instant now = clock.instant();
      return switch (command) {
        case PatientCommand.Stop c -> Effect().stop().thenNoReply();
        case PatientCommand.KeyGathered c -> keyGathered(state, c, now);
        case PatientCommand other when gathering -> Effect().stash();
        case PatientCommand.Register c ->
            // Somebody who was forgotten gets no new key: only somebody new does.
            state.guardianId() != null || vault.knows(patientId)
                ? carryOut(PatientDecider.decide(state, c, now), c.replyTo())
                : gather(c);
        case PatientCommand.Get c -> carryOut(PatientDecider.decide(state, c, now), c.replyTo());
      };
    };
  }

  @Override
  public EventHandler<PatientState, PatientEvent> eventHandler() {
    return PatientState::apply;
  }

  @Override
  public Set<String> tagsFor(PatientEvent event) {
    return Set.of(TAG);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return EntityEffects.snapshots();
  }

  @Override
  public EventAdapter<PatientEvent, ?> eventAdapter() {
    return SealingAdapters.events(() -> vault, PatientState::map);
  }

  @Override
  public SnapshotAdapter<PatientState> snapshotAdapter() {
    return SealingAdapters.snapshots(PatientState.class, () -> vault, PatientState::map);
  }

  private ReplyEffect<PatientEvent, PatientState> gather(PatientCommand.Register asked) {
    gathering = true;
    context.pipeToSelf(
        keys.ensure(patientId, asked.guardianId()),
        (key, failure) -> new PatientCommand.KeyGathered(asked, failure == null ? key : null));
    return Effect().noReply();
  }

  private ReplyEffect<PatientEvent, PatientState> keyGathered(
      PatientState state, PatientCommand.KeyGathered gathered, Instant now) {
    gathering = false;
    DataKey key = gathered.key();
    PatientCommand.Register asked = gathered.asked();
    if (key == null) {
      Refusal refusal =
          Refusal.unavailable("keys-unavailable", "the patient's key cannot be made now");
      return Effect()
          .reply(asked.replyTo(), (PatientReply) new PatientReply.Refused(refusal))
          .thenUnstashAll();
    }
    vault = vault.with(patientId, key);
    return carryOut(PatientDecider.decide(state, asked, now), asked.replyTo()).thenUnstashAll();
  }

  private ReplyEffect<PatientEvent, PatientState> carryOut(
      Decision<PatientEvent, PatientReply> decision, ActorRef<PatientReply> replyTo) {
    return EntityEffects.carryOut(
        Effect(), decision, replyTo, PatientReply.Refused::new, state -> {});
  }
}
