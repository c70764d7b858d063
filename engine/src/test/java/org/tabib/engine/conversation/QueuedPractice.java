package org.tabib.engine.conversation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.queue.OpeningHours;
import org.tabib.engine.queue.QueueRules;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.TriageScale;

/** A practice whose first clinic has a queue, open all day, or none. */
final class QueuedPractice {
  private QueuedPractice() {}

  static PracticeConfig without(PracticeConfig practice) {
    return withQueue(practice, null);
  }

  static PracticeConfig with(PracticeConfig practice) {
    return withQueue(
        practice,
        new QueueSetup(
            TriageScale.SATS,
            List.of(point("general", "A"), point("laboratory", "L")),
            QueueRules.standard(),
            Stream.of(DayOfWeek.values())
                .map(day -> new OpeningHours(day, LocalTime.MIN, LocalTime.of(23, 59)))
                .toList()));
  }

  private static ServicePoint point(String id, String code) {
    return new ServicePoint(
        id,
        code,
        Map.of("en", id.equals("general") ? "General" : "Laboratory"),
        List.of("1", "2"),
        List.of(),
        List.of(),
        Duration.ofMinutes(10));
  }

  private static PracticeConfig withQueue(PracticeConfig p, @Nullable QueueSetup queue) {
    List<Clinic> clinics =
        p.clinics().stream()
            .map(
                c ->
                    new Clinic(
                        c.id(),
                        c.names(),
                        c.addresses(),
                        c.zone(),
                        c.coordinates(),
                        c.equals(p.clinics().getFirst()) ? queue : null))
            .toList();
    return copy(p, clinics, p.namesMedicines());
  }

  /** The same practice, which lets a template name a medicine. */
  static PracticeConfig namingMedicines(PracticeConfig p) {
    return copy(p, p.clinics(), true);
  }

  private static PracticeConfig copy(
      PracticeConfig p, List<Clinic> clinics, boolean namesMedicines) {
    return new PracticeConfig(
        p.id(),
        p.names(),
        p.languages(),
        p.emergencyNumber(),
        p.privacyNotice(),
        p.noticeVersion(),
        p.accounts(),
        p.testMode(),
        clinics,
        p.doctors(),
        namesMedicines,
        p.timers(),
        p.doseTimes());
  }
}
