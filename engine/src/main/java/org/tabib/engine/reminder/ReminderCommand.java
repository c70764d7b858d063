package org.tabib.engine.reminder;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.privacy.Vault;

/**
 * What can be asked of a Reminder. Every command is idempotent: a repetition answers the same. An
 * occurrence is named by the instant that it was planned for.
 */
public sealed interface ReminderCommand extends ClusterMessage {

  /** Begins it; the same plan again changes nothing. */
  record Plan(ReminderPlan plan, ReminderContent content, By by, ActorRef<ReminderReply> replyTo)
      implements ReminderCommand {}

  /**
   * A visit's record says when the patient is to come again: begins the reminder, or moves it when
   * the record says another day than before. The same day again changes nothing, also after the
   * patient stopped it; a day that is over ends it.
   *
   * @param plan with its follow-up; its rhythm is left to the reminder
   * @param written when the record was written: nobody is reminded of it on the same day
   */
  record Follow(
      ReminderPlan plan, ReminderContent content, Instant written, ActorRef<ReminderReply> replyTo)
      implements ReminderCommand {}

  /**
   * Changes what is still to come; what was told stays as it was.
   *
   * @param rhythm null to keep it
   * @param zone null to keep it
   * @param content null to keep it
   */
  record Change(
      @Nullable Rhythm rhythm,
      @Nullable ZoneId zone,
      @Nullable ReminderContent content,
      By by,
      ActorRef<ReminderReply> replyTo)
      implements ReminderCommand {}

  /** Nothing is due any more, for good. */
  record StopReminding(By by, ActorRef<ReminderReply> replyTo) implements ReminderCommand {}

  /**
   * The timer rang: tells it now, drops it when it is stale, puts it off when it may not be told
   * now; nothing happens when something else is due. Refused as unavailable when it must be tried
   * again; any other answer settles the timer.
   */
  record Fire(Instant occurrence, ActorRef<ReminderReply> replyTo) implements ReminderCommand {}

  /** Taken, or seen to. It is not told again. */
  record Done(Instant occurrence, By by, ActorRef<ReminderReply> replyTo)
      implements ReminderCommand {}

  /** Tells that occurrence once more, then. */
  record Snooze(Instant occurrence, Instant until, By by, ActorRef<ReminderReply> replyTo)
      implements ReminderCommand {}

  record Get(ActorRef<ReminderReply> replyTo) implements ReminderCommand {}

  /**
   * The patient's key is here, or cannot be had; internal, never leaves the node.
   *
   * @param asked what it was fetched for
   * @param vault null when it could not be loaded
   */
  record KeyGathered(ReminderCommand asked, @Nullable Vault vault) implements ReminderCommand {}

  /**
   * The conversation was asked to tell it; internal.
   *
   * @param telling null when it did not answer
   */
  record NoticeAnswered(Fire asked, @Nullable Telling telling) implements ReminderCommand {}

  /** Looks after whoever waited behind a write that failed; internal, sent after recovery. */
  record Wake() implements ReminderCommand {}

  /** Who wished it. */
  enum By {
    PATIENT,
    GUARDIAN,
    STAFF,
    /** nobody: a rule of the product, such as a forgotten patient */
    RULE
  }

  /** The entity stops; sent by sharding. */
  enum Stop implements ReminderCommand {
    INSTANCE
  }
}
