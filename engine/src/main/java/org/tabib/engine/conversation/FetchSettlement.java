package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.EffectDeferred;
import org.tabib.engine.conversation.ConversationEvent.EffectSettled;
import org.tabib.engine.conversation.ConversationState.Deferral;
import org.tabib.engine.conversation.SettlementDecider.Settlement;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.practice.PracticeConfig;

/**
 * Decides what follows an attempt to fetch a file: it is kept, tried again, or given up, and then
 * the person hears of it once (CONV-14). The dialogue stays where it is.
 */
final class FetchSettlement {
  /** WhatsApp's customer service window: nothing free-form goes out later than that. */
  private static final Duration WINDOW = Duration.ofHours(24);

  /** Early enough that the person can still be told, and the provider still has the file. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofHours(20);

  /** A file whose message came late is tried a few times all the same: under ten minutes. */
  private static final int LEAST_ATTEMPTS = 7;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

  /** Why a file was given up that the provider never handed over. */
  static final String NOT_HANDED_OVER = "not-handed-over";

  private final PracticeConfig practice;
  private final ConversationState state;
  private final DialogueStage stage;
  private final Instant now;

  FetchSettlement(
      PracticeConfig practice, ConversationState state, DialogueStage stage, Instant now) {
    this.practice = practice;
    this.state = state;
    this.stage = stage;
    this.now = now;
  }

  Settlement settle(Effect.FetchMedia file, EffectOutcome outcome) {
    return switch (outcome) {
      case EffectOutcome.Kept kept -> {
        stage.change(
            new Change.FileKept(
                file.id(), kept.mediaType(), kept.bytes(), kept.sha256(), kept.storageKey()));
        yield settled(file, "kept", List.of());
      }
      case EffectOutcome.Refused refused -> refused(file, refused.code());
      case EffectOutcome.Later later -> later(file, later.reason());
      case EffectOutcome.Done done -> throw notOfFiles();
      case EffectOutcome.Ticketed ticketed -> throw notOfFiles();
      case EffectOutcome.Taken taken -> throw notOfFiles();
    };
  }

  private Settlement later(Effect.FetchMedia file, String reason) {
    Deferral before = state.deferred().get(file.id());
    int attempt = before == null ? 1 : before.attempt() + 1;
    if (attempt >= LEAST_ATTEMPTS && now.isAfter(file.sentAt().plus(GIVEN_UP_AFTER))) {
      return refused(file, NOT_HANDED_OVER);
    }
    return new Settlement.Deferred(
        new EffectDeferred(file.id(), attempt, reason, now.plus(pause(file, attempt)), now));
  }

  /** Doubles up to half an hour, spread by a fifth so that what failed together comes apart. */
  private static Duration pause(Effect.FetchMedia file, int attempt) {
    double doubled = FIRST_PAUSE.toMillis() * Math.pow(2, attempt - 1.0);
    double capped = Math.min(doubled, LONGEST_PAUSE.toMillis());
    double spread = Math.floorMod(31 * file.id().hashCode() + attempt, 1000) / 1000.0;
    return Duration.ofMillis((long) (capped * (0.8 + 0.4 * spread)));
  }

  private Settlement refused(Effect.FetchMedia file, String reason) {
    stage.change(new Change.FileRefused(file.id(), reason));
    return settled(
        file,
        reason,
        told(file, reason)
            .<List<OutboundContent>>map(
                key -> List.of(new OutboundContent.Text(stage.text(key, Answers.NONE))))
            .orElseGet(List::of));
  }

  /** The text for a person whom the bot may write to and who would miss the file. */
  private Optional<String> told(Effect.FetchMedia file, String reason) {
    Instant last = state.lastInboundAt();
    boolean mayWrite =
        state.consent() != null
            && state.attendedBy() == null
            && last != null
            && now.isBefore(last.plus(WINDOW));
    if (!mayWrite || file.kind().equals("sticker")) {
      return Optional.empty();
    }
    return Optional.of(
        switch (reason) {
          case "too-large" -> "attachment.too-large";
          case "unsupported" -> "attachment.unsupported";
          default -> "attachment.failed";
        });
  }

  private Settlement settled(
      Effect.FetchMedia file, String outcome, List<OutboundContent> messages) {
    return new Settlement.Settled(
        new EffectSettled(
            file.id(),
            outcome,
            null,
            stage.changes(),
            Dialogue.outbound(
                messages,
                state,
                practice.testMode() ? stage.text("common.test-mode", Answers.NONE) : null),
            List.of(),
            now));
  }

  private static IllegalStateException notOfFiles() {
    return new IllegalStateException("the fetching of a file does not come to this");
  }
}
