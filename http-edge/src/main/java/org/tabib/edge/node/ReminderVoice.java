package org.tabib.edge.node;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tabib.edge.intake.ConversationGateway;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.conversation.Notice;
import org.tabib.engine.conversation.NoticeFacts;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.QuietHours;
import org.tabib.engine.practice.TimerRules;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.reminder.DueNotice;
import org.tabib.engine.reminder.FollowUp;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderSurroundings;
import org.tabib.engine.reminder.Telling;

/** Lets reminders speak: in the conversation of whoever is told, outside quiet hours. */
public final class ReminderVoice implements ReminderSurroundings {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ConversationGateway conversations;
  private final Function<String, Optional<PracticeConfig>> practices;
  private final PersonKeys keys;

  /**
   * @param practices the configuration of a practice, by its id
   */
  public ReminderVoice(
      ClusterSharding sharding,
      Function<String, Optional<PracticeConfig>> practices,
      PersonKeys keys) {
    this.conversations = new ConversationGateway(sharding, TIMEOUT);
    this.practices = practices;
    this.keys = keys;
  }

  @Override
  public CompletionStage<Vault> keysOf(String patientId) {
    return keys.currentVaultOf(patientId);
  }

  @Override
  public CompletionStage<Telling> tell(DueNotice due) {
    Notice notice = notice(due);
    return conversations
        .ask(
            due.plan().conversationId(), replyTo -> new ConversationCommand.Notify(notice, replyTo))
        .thenCompose(ReminderVoice::telling);
  }

  @Override
  public Instant outsideQuietHours(ReminderPlan plan, Instant instant) {
    QuietHours quiet =
        practices
            .apply(Ids.practiceOf(plan.patientId()))
            .map(PracticeConfig::timerRules)
            .orElse(TimerRules.USUAL)
            .quietHours();
    return quiet.atOrAfter(instant, plan.zone());
  }

  private Notice notice(DueNotice due) {
    Map<String, String> facts = new HashMap<>();
    facts.put(NoticeFacts.REMINDER, due.reminderId());
    facts.put(NoticeFacts.OCCURRENCE, due.occurrence().toString());
    facts.put(NoticeFacts.PATIENT, due.plan().patientId());
    String clinic = due.plan().clinicId();
    if (clinic != null) {
      facts.put(NoticeFacts.CLINIC, clinic);
    }
    Optional<FollowUp> followUp = followUp(due.plan());
    if (followUp.isPresent()) {
      facts.put(NoticeFacts.DOCTOR, followUp.get().doctorId());
      facts.put(NoticeFacts.FOLLOW_UP, followUp.get().day().toString());
      return new Notice(due.id(), NoticeKind.FOLLOW_UP_DUE, facts, due.expiresAt());
    }
    Map<String, String> words = new HashMap<>();
    words.put(NoticeFacts.MEDICINE, due.what());
    String dose = due.dose();
    if (dose != null) {
      words.put(NoticeFacts.DOSE, dose);
    }
    return new Notice(due.id(), kind(due.plan().kind()), facts, words, due.expiresAt());
  }

  /** Of a doctor who has left nothing can be said but what was planned. */
  private Optional<FollowUp> followUp(ReminderPlan plan) {
    return Optional.ofNullable(plan.followUp())
        .filter(
            followUp ->
                practices
                    .apply(Ids.practiceOf(plan.patientId()))
                    .flatMap(practice -> practice.doctor(followUp.doctorId()))
                    .isPresent());
  }

  private static NoticeKind kind(ReminderKind kind) {
    return switch (kind) {
      case MEDICATION -> NoticeKind.DOSE_DUE;
      case VACCINATION, CHECK_UP, RENEWAL -> NoticeKind.CARE_DUE;
    };
  }

  private static CompletionStage<Telling> telling(ConversationReply reply) {
    return switch (reply) {
      case ConversationReply.Said said -> CompletableFuture.completedStage(Telling.done());
      case ConversationReply.Durable durable -> CompletableFuture.completedStage(Telling.done());
      case ConversationReply.Refused(Refusal refusal) ->
          refusal.kind() == Refusal.Kind.UNAVAILABLE
              ? notNow(refusal.code())
              : CompletableFuture.completedStage(Telling.refused(refusal.code()));
      case ConversationReply.Moved moved -> notNow("conversation-moved");
    };
  }

  private static CompletionStage<Telling> notNow(String code) {
    return CompletableFuture.failedStage(new IllegalStateException("nobody can tell now: " + code));
  }
}
