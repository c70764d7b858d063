package org.tabib.projections.integration;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.projections.integration.EventData.PersonalContent;
import org.tabib.projections.run.Recorded;

/** What others are told of reminders. */
final class ReminderMapping {
  private ReminderMapping() {}

  static List<IntegrationEvent> map(Recorded<ReminderEvent> recorded, Opening opening) {
    String id = recorded.entityId();
    return switch (recorded.event()) {
      case ReminderEvent.ReminderPlanned e ->
          one(
              recorded,
              EventType.REMINDER_PLANNED,
              planned(id, e.plan(), e.by(), e.nextDue(), content(e.content(), opening)));
      case ReminderEvent.ReminderChanged e ->
          one(
              recorded,
              EventType.REMINDER_CHANGED,
              planned(id, e.plan(), e.by(), e.nextDue(), content(e.content(), opening)));
      case ReminderEvent.ReminderStopped e ->
          one(
              recorded,
              EventType.REMINDER_STOPPED,
              new EventData.ReminderStopped(id, code(e.by())));
      case ReminderEvent.OccurrenceTold e ->
          one(
              recorded,
              EventType.REMINDER_TOLD,
              new EventData.ReminderTold(id, e.occurrence(), next(e.nextDue())));
      case ReminderEvent.OccurrenceDone e ->
          one(
              recorded,
              EventType.REMINDER_DONE,
              new EventData.ReminderDone(id, e.occurrence(), code(e.by()), next(e.nextDue())));
      case ReminderEvent.OccurrenceSnoozed e ->
          one(
              recorded,
              EventType.REMINDER_SNOOZED,
              new EventData.ReminderSnoozed(id, e.occurrence(), e.until(), code(e.reason())));
      case ReminderEvent.OccurrencesDropped e ->
          one(
              recorded,
              EventType.REMINDER_DROPPED,
              new EventData.ReminderDropped(
                  id, e.first(), e.last(), code(e.reason()), next(e.nextDue())));
    };
  }

  private static EventData planned(
      String id,
      ReminderPlan plan,
      By by,
      @Nullable NextDue next,
      @Nullable PersonalContent personal) {
    return new EventData.ReminderPlanned(
        id,
        plan.patientId(),
        plan.contactId(),
        plan.conversationId(),
        plan.clinicId(),
        plan.visitId(),
        code(plan.kind()),
        code(by),
        next(next),
        personal);
  }

  private static @Nullable Instant next(@Nullable NextDue next) {
    return next == null ? null : next.at();
  }

  private static @Nullable PersonalContent content(
      Private<ReminderContent> sealed, Opening opening) {
    ReminderContent content = opening.open(sealed, ReminderContent.class);
    return content == null
        ? null
        : new PersonalContent(content.what(), content.dose(), content.sig());
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<IntegrationEvent> one(
      Recorded<ReminderEvent> recorded, EventType type, EventData data) {
    return Made.one(recorded.entityId(), recorded.number(), recorded.event().at(), type, data);
  }
}
