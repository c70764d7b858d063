package org.tabib.engine.timer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.reminder.FollowUp;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.Rhythm;
import org.tabib.engine.visit.VisitDetails;

/** The check-up reminder of a visit whose record says when to come again: one per visit. */
public final class VisitFollowUps {
  private static final int LONGEST = 200;

  private VisitFollowUps() {}

  /** The same for all that is ever written about the visit. */
  public static String reminderOf(String visitId) {
    return Ids.derived(Ids.practiceOf(visitId), Instant.EPOCH, "follow-up", visitId);
  }

  /**
   * What the patient is reminded of.
   *
   * @param conversationId where they are told
   */
  public static ReminderPlan plan(
      String visitId,
      VisitDetails details,
      LocalDate day,
      String conversationId,
      PracticeConfig practice) {
    return new ReminderPlan(
        details.patientId(),
        details.contactId(),
        conversationId,
        details.clinicId(),
        visitId,
        ReminderKind.CHECK_UP,
        // The reminder itself chooses the morning.
        new Rhythm.OnDates(day, LocalTime.NOON, null, null),
        practice.zoneOf(details.clinicId()),
        new FollowUp(details.doctorId(), day));
  }

  /** Doctor and clinic, by the names of the practice's first language. */
  public static ReminderContent content(VisitDetails details, PracticeConfig practice) {
    String names =
        Stream.concat(
                practice.doctor(details.doctorId()).map(doctor -> doctor.names()).stream(),
                practice.clinic(details.clinicId()).map(clinic -> clinic.names()).stream())
            .map(all -> named(all, practice))
            .filter(name -> !name.isBlank())
            .collect(Collectors.joining(", "));
    String known = names.isEmpty() ? named(practice.names(), practice) : names;
    return ReminderContent.of(
        known
            .codePoints()
            .limit(LONGEST / 2)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString());
  }

  private static String named(Map<String, String> names, PracticeConfig practice) {
    return names.getOrDefault(practice.languages().getFirst(), "");
  }
}
