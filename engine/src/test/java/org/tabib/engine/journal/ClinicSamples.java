package org.tabib.engine.journal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.patient.PatientState;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.practice.PracticeState;
import org.tabib.engine.practice.QuietHours;
import org.tabib.engine.practice.TimerRules;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Availability;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.engine.schedule.ScheduleState;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.CommandKey;
import org.tabib.engine.visit.VisitCommand.By;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitRecord;
import org.tabib.engine.visit.VisitState;
import org.tabib.engine.visit.VisitStatus;

/** One of everything that schedules, visits, patients and practices store, every field filled. */
final class ClinicSamples {
  private static final Instant AT = Instant.parse("2026-03-02T03:00:00.123456789Z");
  private static final Instant START = Instant.parse("2026-03-02T03:30:00Z");
  private static final Duration LENGTH = Duration.ofMinutes(15);
  private static final String PATIENT = "sehat.0194c1b2-0000-7000-8000-000000000001";

  private static final LocalDate FOLLOW_UP = LocalDate.of(2026, 3, 16);

  private static final PracticeConfig.Clinic CLINIC =
      new PracticeConfig.Clinic(
          "sehat.clinic",
          Map.of("en", "Main Road"),
          Map.of("en", "12 Main Road"),
          ZoneId.of("Asia/Kolkata"));

  private ClinicSamples() {}

  /** What was added to a stored form after its first file was written, by the new file's name. */
  static Map<String, Object> additions() {
    return Map.of(
        "practice.configured-1-queue",
        new PracticeEvent.PracticeConfigured(practice(QueueSamples.clinic()), AT),
        "conversation.effect-settled-1-visit-words",
        new ConversationEvent.EffectSettled(
            "7-rate",
            "done",
            null,
            List.of(),
            List.of(),
            List.of(
                new Effect.AddUpdate("7-update", "sehat.visit", "update", sealed(), AT),
                new Effect.RateVisit("7-rate", "sehat.visit", 4),
                new Effect.CommentVisit("7-comment", "sehat.visit", "comment", sealed())),
            AT),
        "practice.configured-1-timers",
        new PracticeEvent.PracticeConfigured(withTimers(practice(CLINIC)), AT),
        "visit.state-1-record",
        new VisitState(
            "sehat.visit",
            null,
            null,
            null,
            List.of(),
            new VisitRecord(
                new VisitRecord.Consultation(
                    2, "staff-2", FOLLOW_UP, AT, List.of(new CommandKey("key", "print"))),
                new VisitRecord.Review(AT, 4, "comment"),
                List.of(
                    new VisitRecord.Update(1, "update-1", true),
                    new VisitRecord.Update(2, "update-2", false)))));
  }

  static List<Object> all() {
    Slot slot = new Slot("sehat.schedule", START, LENGTH);
    Slot old = new Slot("sehat.schedule", START.minusSeconds(3600), LENGTH);
    VisitDetails details =
        new VisitDetails(
            PATIENT,
            "sehat.contact",
            "sehat.conversation",
            "sehat.doctor",
            "sehat.clinic",
            slot,
            "ent",
            VisitDetails.BookedBy.STAFF);
    return List.of(
        new ScheduleEvent.AvailabilityDefined("sehat.doctor", "sehat.clinic", availability(), AT),
        new ScheduleEvent.SlotHeld(START, "hold", "sehat.conversation", AT.plusSeconds(600), AT),
        new ScheduleEvent.HoldReleased(START, "hold", AT),
        new ScheduleEvent.SlotBooked(START, "sehat.visit", "hold", AT),
        new ScheduleEvent.BookingReleased(START, "sehat.visit", AT),
        new ScheduleState(
            "sehat.schedule",
            "sehat.doctor",
            "sehat.clinic",
            availability(),
            LENGTH,
            List.of(new ScheduleState.Booking(START, LENGTH, "sehat.visit")),
            List.of(
                new ScheduleState.Hold(
                    START, LENGTH, "hold", "sehat.conversation", AT.plusSeconds(600)))),
        new VisitEvent.VisitOpened(details, sealed(), AT),
        new VisitEvent.VisitConfirmed(AT),
        new VisitEvent.PatientCheckedIn(AT),
        new VisitEvent.ConsultationStarted(AT),
        new VisitEvent.VisitCompleted(AT),
        new VisitEvent.PatientDidNotShow(AT),
        new VisitEvent.VisitCancelled(By.PATIENT, new Private.Erased<>(PATIENT), AT),
        new VisitEvent.VisitRescheduled("sehat.doctor", "sehat.clinic", slot, old, By.STAFF, AT),
        new VisitEvent.SlotWanted(old, AT),
        new VisitEvent.SlotGivenBack(old, AT),
        new VisitEvent.ConsultationRecorded(
            sealed(), FOLLOW_UP, "staff-1", new CommandKey("key", "print"), AT),
        new VisitEvent.ConsultationAmended(
            2, sealed(), FOLLOW_UP, sealed(), "staff-2", new CommandKey("key", "print"), AT),
        new VisitEvent.ReviewRequested(AT),
        new VisitEvent.ReviewGiven(4, AT),
        new VisitEvent.ReviewCommented("comment", sealed(), AT),
        new VisitEvent.UpdateAdded(3, "update", sealed(), "sehat.contact", START, AT),
        new VisitEvent.UpdateSeen(3, "staff-1", AT),
        new VisitState(
            "sehat.visit",
            VisitStatus.CONFIRMED,
            details,
            sealed(),
            List.of(old),
            VisitRecord.EMPTY),
        new PatientEvent.PatientRegistered("sehat.contact", sealed(), AT),
        new PatientEvent.ProfileChanged(sealed(), AT),
        new PatientState(PATIENT, "sehat.contact", sealed()),
        new PracticeEvent.PracticeConfigured(practice(CLINIC), AT),
        new PracticeState(practice(CLINIC)));
  }

  /** What was added to stored values later, by the name of its file. */
  private static <T> Private<T> sealed() {
    return new Private.Sealed<>(PATIENT, new byte[] {1, 2, 3, 4});
  }

  private static Availability availability() {
    return new Availability(
        ZoneId.of("Asia/Kolkata"),
        List.of(new Availability.Hours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(13, 30))),
        List.of(
            new Availability.DayException(
                LocalDate.of(2026, 3, 4),
                List.of(new Availability.Period(LocalTime.of(10, 0), LocalTime.of(11, 0))))),
        List.of(new Availability.Leave(LocalDate.of(2026, 3, 9), LocalDate.of(2026, 3, 13))),
        LENGTH,
        2,
        Duration.ofMinutes(30),
        Duration.ofDays(30));
  }

  private static PracticeConfig practice(PracticeConfig.Clinic clinic) {
    return new PracticeConfig(
        "sehat",
        Map.of("en", "Sehat Clinic", "hi", "सेहत क्लिनिक"),
        List.of("en", "hi"),
        "112",
        "https://sehat.example/privacy",
        "2026-01",
        List.of("15550001111"),
        true,
        List.of(clinic),
        List.of(
            new PracticeConfig.Doctor(
                "sehat.doctor",
                Map.of("en", "Dr. Ananya Rao", "hi", "डॉ. अनन्या राव"),
                List.of("ent"),
                "sehat.clinic",
                "sehat.schedule",
                availability())));
  }

  private static PracticeConfig withTimers(PracticeConfig practice) {
    return new PracticeConfig(
        practice.id(),
        practice.names(),
        practice.languages(),
        practice.emergencyNumber(),
        practice.privacyNotice(),
        practice.noticeVersion(),
        practice.accounts(),
        practice.testMode(),
        practice.clinics(),
        practice.doctors(),
        true,
        new TimerRules(
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 30)), Duration.ofMinutes(45), null),
        null);
  }
}
