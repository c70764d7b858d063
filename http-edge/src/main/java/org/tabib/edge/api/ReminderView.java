package org.tabib.edge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.FollowUp;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.projections.reminder.ReminderRow;

/**
 * A course or a care reminder, in the patient's time zone. What it is about is personal.
 *
 * @param what the medicine, or what it is about; none when the patient was forgotten
 * @param next when it is told next; none when nothing is due any more
 * @param doctorId whom the patient is to see again, for a reminder that follows a visit's record
 * @param followUp the clinic-local day on which they are to come
 * @param occurrence which occurrence that is: the time it was planned for
 */
record ReminderView(
    String id,
    String patientId,
    String kind,
    String status,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String what,
    @Nullable String dose,
    @Nullable String sig,
    @Nullable String food,
    boolean erased,
    RhythmView rhythm,
    String zone,
    @Nullable String clinicId,
    @Nullable String visitId,
    @Nullable String doctorId,
    @Nullable LocalDate followUp,
    @Nullable OffsetDateTime next,
    @Nullable OffsetDateTime occurrence,
    @Nullable Long told,
    @Nullable Long done,
    @Nullable OffsetDateTime lastToldAt,
    @Nullable String plannedBy,
    @Nullable OffsetDateTime plannedAt) {

  /**
   * @param row what the read model adds; none for the moment before it knows the reminder
   * @param content none when the patient was forgotten
   */
  static ReminderView of(
      ReminderReply.Current current,
      @Nullable ReminderRow row,
      @Nullable ReminderContent content,
      boolean erased) {
    ClinicTime clock = new ClinicTime(current.plan().zone());
    NextDue next = current.nextDue();
    FollowUp followUp = current.plan().followUp();
    return new ReminderView(
        current.reminderId(),
        current.plan().patientId(),
        Codes.of(current.plan().kind()),
        Codes.of(current.status()),
        content == null ? null : content.what(),
        content == null ? null : content.dose(),
        content == null ? null : content.sig(),
        content == null || content.food() == null ? null : Codes.of(content.food()),
        erased,
        RhythmView.of(current.plan().rhythm(), clock),
        current.plan().zone().getId(),
        current.plan().clinicId(),
        current.plan().visitId(),
        followUp == null ? null : followUp.doctorId(),
        followUp == null ? null : followUp.day(),
        next == null ? null : clock.at(next.at()),
        next == null ? null : clock.at(next.occurrence()),
        row == null ? null : row.told(),
        row == null ? null : row.done(),
        row == null ? null : clock.atOrNull(row.lastToldAt()),
        row == null ? null : Codes.of(row.plannedBy()),
        row == null ? null : clock.at(row.plannedAt()));
  }

  @Override
  public String toString() {
    return "ReminderView[" + id + "]";
  }
}
