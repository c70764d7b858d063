package org.tabib.engine.reminder;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;

/** What a Reminder answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ReminderReply.Current.class, name = "current"),
  @JsonSubTypes.Type(value = ReminderReply.Refused.class, name = "refused"),
})
public sealed interface ReminderReply extends ClusterMessage {
  /**
   * How the reminder stands now.
   *
   * @param nextDue null when nothing is due any more
   */
  record Current(
      String reminderId, ReminderStatus status, ReminderPlan plan, @Nullable NextDue nextDue)
      implements ReminderReply {}

  record Refused(Refusal refusal) implements ReminderReply {}
}
