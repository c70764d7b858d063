package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.EffectDeferred;
import org.tabib.engine.conversation.ConversationEvent.EffectSettled;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.flow.Stage;
import org.tabib.engine.language.Language;
import org.tabib.engine.practice.PracticeConfig;

/** Decides what follows when something owed was done, or proved impossible. Pure. */
final class SettlementDecider {

  /** What the settlement comes to, or what is missing to say it. */
  sealed interface Settlement {
    record Missing(Query query) implements Settlement {}

    /** A part of the system did not answer: to be decided again later. */
    record Later() implements Settlement {}

    record Settled(EffectSettled event) implements Settlement {}

    /** Put off: tried again at the time that the event names. */
    record Deferred(EffectDeferred event) implements Settlement {}
  }

  private final World world;
  private final PracticeConfig practice;
  private final String conversationId;
  private final ConversationState state;
  private final Map<Query, Fact> facts;
  private final long inFlight;
  private final Instant now;

  SettlementDecider(
      World world,
      PracticeConfig practice,
      String conversationId,
      ConversationState state,
      Map<Query, Fact> facts,
      long inFlight,
      Instant now) {
    this.world = world;
    this.practice = practice;
    this.conversationId = conversationId;
    this.state = state;
    this.facts = facts;
    this.inFlight = inFlight;
    this.now = now;
  }

  /** Settles an effect; empty when it is settled already. */
  Optional<Settlement> settle(String effectId, EffectOutcome outcome) {
    return state.owed().stream()
        .filter(effect -> effect.id().equals(effectId))
        .findFirst()
        .map(effect -> settle(effect, outcome));
  }

  private Settlement settle(Effect effect, EffectOutcome outcome) {
    DialogueStage stage = stage(effect);
    if (effect instanceof Effect.FetchMedia file) {
      return new FetchSettlement(practice, state, stage, now).settle(file, outcome);
    }
    List<Effect> owed = new ArrayList<>();
    if (effect instanceof Effect.BookSlot booking && outcome instanceof EffectOutcome.Done) {
      // The slot is the patient's: from now on the visit is owed, whatever else happens.
      stage.change(new Change.PatientAdded(booking.opens().details().patientId()));
      if (!booking.opens().attachments().isEmpty()) {
        stage.change(
            new Change.FilesAdded(booking.opens().visitId(), booking.opens().attachments()));
      }
      owed.add(booking.opens());
    }
    if (effect instanceof Effect.JoinWaiting join && outcome instanceof EffectOutcome.Done) {
      stage.change(new Change.PatientAdded(join.wanted().patientId()));
    }
    if (effect instanceof Effect.TakeOffer taken
        && taken.opens() != null
        && outcome instanceof EffectOutcome.Done) {
      stage.change(new Change.PatientAdded(taken.opens().details().patientId()));
      owed.add(taken.opens());
    }
    if (effect instanceof Effect.OpenVisit open && outcome instanceof EffectOutcome.Refused) {
      // Nobody will come: whoever would can have the time.
      owed.add(
          new Effect.ReleaseSlot(open.id() + "-release", open.visitId(), open.details().slot()));
    }
    if (outcome instanceof EffectOutcome.Ticketed ticket) {
      if (effect instanceof Effect.JoinQueue join) {
        stage.change(new Change.PatientAdded(join.patientId()));
      }
      stage.change(new Change.TicketTaken(ticket.queueId(), ticket.label()));
    }
    Cursor cursor = state.cursor();
    Answers answers = state.answers().orElse(Answers.NONE);
    if (cursor == null
        || !effect.id().equals(answers.value(Variables.EFFECT))
        || world.flows().at(cursor).isEmpty()) {
      return settled(effect, outcome, null, List.of(), stage, owed);
    }
    Stage.Acted.Done done = done(outcome, stage);
    Progress progress =
        world
            .interpreter()
            .settled(
                cursor,
                answers,
                done.outcome(),
                settling(done),
                done.offered(),
                (int) state.lastNumber() + 1,
                stage);
    return switch (progress.state()) {
      case MISSING -> new Settlement.Missing(stage.missing().orElseThrow());
      case FAILED -> new Settlement.Later();
      case ASKING, OWING, ENDED -> {
        progress
            .ended()
            .forEach(e -> stage.change(new Change.FlowEnded(e.flow(), e.version(), e.step())));
        owed.addAll(stage.owed());
        yield settled(effect, outcome, progress, progress.messages(), stage, owed);
      }
    };
  }

  private static Map<String, String> settling(Stage.Acted.Done done) {
    Map<String, String> learned = new HashMap<>(done.learned());
    learned.put(Variables.EFFECT, "");
    return learned;
  }

  private Settlement settled(
      Effect effect,
      EffectOutcome outcome,
      @Nullable Progress progress,
      List<OutboundContent> messages,
      DialogueStage stage,
      List<Effect> owed) {
    List<Outbound> outbound =
        Dialogue.outbound(
            messages,
            state,
            practice.testMode() ? stage.text("common.test-mode", Answers.NONE) : null);
    return new Settlement.Settled(
        new EffectSettled(
            effect.id(),
            name(outcome),
            progress == null ? null : Dialogue.move(progress, state.contactId()),
            stage.changes(),
            outbound,
            owed,
            now,
            new Unseen(state, inFlight).replacedBy(outbound)));
  }

  private DialogueStage stage(Effect effect) {
    Language language =
        Optional.ofNullable(state.language())
            .flatMap(world.languages()::find)
            .orElseGet(world.languages()::first);
    return new DialogueStage(
        world, practice, conversationId, state, language, facts, effect.id(), now, now);
  }

  private static Stage.Acted.Done done(EffectOutcome outcome, DialogueStage stage) {
    return switch (outcome) {
      case EffectOutcome.Done done -> new Stage.Acted.Done("done", Map.of(), List.of());
      case EffectOutcome.Refused refused -> new Stage.Acted.Done("refused", Map.of(), List.of());
      case EffectOutcome.Taken taken -> stage.taken(taken.next());
      case EffectOutcome.Ticketed ticket ->
          new Stage.Acted.Done("ticketed", TicketActions.learned(ticket), List.of());
      case EffectOutcome.Kept kept -> throw onlyOfFiles();
      case EffectOutcome.Later later -> throw onlyOfFiles();
    };
  }

  private static String name(EffectOutcome outcome) {
    return switch (outcome) {
      case EffectOutcome.Done done -> "done";
      case EffectOutcome.Taken taken -> "taken";
      case EffectOutcome.Ticketed ticket -> "ticketed";
      case EffectOutcome.Refused refused -> refused.code();
      case EffectOutcome.Kept kept -> throw onlyOfFiles();
      case EffectOutcome.Later later -> throw onlyOfFiles();
    };
  }

  private static IllegalStateException onlyOfFiles() {
    return new IllegalStateException("only the fetching of a file comes to this");
  }
}
