package org.tabib.projections.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.ServicePoint;

/** A clinic of which reports are made: one with a queue. */
public record ReportClinic(PracticeConfig practice, Clinic clinic, QueueSetup queue) {

  /** The id of the report of a period, the same whoever makes it. */
  public String reportId(ReportPeriod period, LocalDate first) {
    return Ids.derived(
        practice.id(),
        first.atStartOfDay(zone()).toInstant(),
        "report",
        clinic.id(),
        period.name(),
        first.toString());
  }

  ZoneId zone() {
    return clinic.zone();
  }

  Map<String, Map<String, String>> servicePoints() {
    return sorted(queue.servicePoints().stream(), ServicePoint::id, ServicePoint::names);
  }

  Map<String, Map<String, String>> doctors() {
    return sorted(
        practice.doctors().stream().filter(doctor -> doctor.clinicId().equals(clinic.id())),
        Doctor::id,
        Doctor::names);
  }

  /** In a fixed order: what is written twice is the same. */
  private static <T> Map<String, Map<String, String>> sorted(
      Stream<T> all, Function<T, String> id, Function<T, Map<String, String>> names) {
    return all.collect(
        Collectors.toMap(
            id, one -> new TreeMap<>(names.apply(one)), (first, second) -> first, TreeMap::new));
  }
}
