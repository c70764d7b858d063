package org.tabib.engine.practice;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.Availability;
import org.tabib.engine.schedule.Availability.Hours;

/**
 * The practice that demo mode starts with: an invented clinic in India. The same at every start.
 */
public final class DemoPractice {
  /** The practice's id. */
  public static final String ID = "sehat";

  /** Goes into the identifiers, so that they do not change. */
  private static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");

  private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

  private record Invented(String key, String en, String hi, List<String> specialties) {}

  private static final List<Invented> DOCTORS =
      List.of(
          new Invented(
              "ananya-rao", "Dr. Ananya Rao", "डॉ. अनन्या राव", List.of("general-medicine")),
          new Invented(
              "vikram-mehta", "Dr. Vikram Mehta", "डॉ. विक्रम मेहता", List.of("general-medicine")),
          new Invented("kavita-nair", "Dr. Kavita Nair", "डॉ. कविता नायर", List.of("paediatrics")),
          new Invented(
              "sunita-deshpande",
              "Dr. Sunita Deshpande",
              "डॉ. सुनीता देशपांडे",
              List.of("obstetrics-gynaecology")),
          new Invented(
              "arjun-singh", "Dr. Arjun Singh", "डॉ. अर्जुन सिंह", List.of("orthopaedics")),
          new Invented("farah-khan", "Dr. Farah Khan", "डॉ. फ़राह ख़ान", List.of("ent")));

  private DemoPractice() {}

  /**
   * The configuration.
   *
   * @param scale how often each doctor exists, at least 1: load drivers need more slots
   * @param accounts the WhatsApp phone-number ids of the practice
   */
  public static PracticeConfig config(int scale, List<String> accounts) {
    if (scale < 1) {
      throw new IllegalArgumentException("the demo's scale is at least 1, not " + scale);
    }
    Clinic clinic =
        new Clinic(
            Ids.derived(ID, FOUNDED, "clinic", "main"),
            Map.of("en", "Sehat Clinic, Main Road", "hi", "सेहत क्लिनिक, मेन रोड"),
            Map.of("en", "12 Main Road, Pune", "hi", "12 मेन रोड, पुणे"),
            ZONE);
    List<Doctor> doctors = new ArrayList<>();
    for (int copy = 1; copy <= scale; copy++) {
      for (Invented invented : DOCTORS) {
        doctors.add(doctor(invented, copy, clinic));
      }
    }
    return new PracticeConfig(
        ID,
        Map.of("en", "Sehat Clinic", "hi", "सेहत क्लिनिक"),
        List.of("en", "hi"),
        "112",
        "https://sehat.example/privacy",
        "2026-01",
        accounts,
        true,
        List.of(clinic),
        doctors);
  }

  private static Doctor doctor(Invented invented, int copy, Clinic clinic) {
    String number = copy == 1 ? "" : " " + copy;
    String key = String.valueOf(copy);
    return new Doctor(
        Ids.derived(ID, FOUNDED, "doctor", invented.key(), key),
        Map.of("en", invented.en() + number, "hi", invented.hi() + number),
        invented.specialties(),
        clinic.id(),
        Ids.derived(ID, FOUNDED, "schedule", invented.key(), key),
        availability());
  }

  /** Monday to Friday 9–13 and 14–18, Saturday 9–13: a lunch break, Sunday off. */
  private static Availability availability() {
    List<Hours> hours = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day == DayOfWeek.SUNDAY) {
        continue;
      }
      hours.add(new Hours(day, LocalTime.of(9, 0), LocalTime.of(13, 0)));
      if (day != DayOfWeek.SATURDAY) {
        hours.add(new Hours(day, LocalTime.of(14, 0), LocalTime.of(18, 0)));
      }
    }
    return new Availability(
        ZONE,
        hours,
        List.of(),
        List.of(),
        Duration.ofMinutes(15),
        1,
        Duration.ofMinutes(30),
        Duration.ofDays(30));
  }
}
