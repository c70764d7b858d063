package org.tabib.engine.practice;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.schedule.Availability;

/**
 * A tenant: everything in which practices differ.
 *
 * @param id short, lower-case, without dots: the first part of every entity id
 * @param names display name per language tag; the first language's is the fallback
 * @param languages language tags offered to patients, most usual first
 * @param emergencyNumber what to dial in the practice's country (India: 112, DoT emergency number)
 * @param privacyNotice where the privacy notice can be read
 * @param noticeVersion what a consent refers to
 * @param accounts channel accounts (WhatsApp phone-number ids) that belong to the practice
 * @param testMode whether every outbound text is marked as a test (CONV-13)
 */
public record PracticeConfig(
    String id,
    Map<String, String> names,
    List<String> languages,
    String emergencyNumber,
    String privacyNotice,
    String noticeVersion,
    List<String> accounts,
    boolean testMode,
    List<Clinic> clinics,
    List<Doctor> doctors) {

  public PracticeConfig {
    names = Map.copyOf(names);
    languages = List.copyOf(languages);
    accounts = List.copyOf(accounts);
    clinics = List.copyOf(clinics);
    doctors = List.copyOf(doctors);
  }

  /** A place. */
  public record Clinic(
      String id, Map<String, String> names, Map<String, String> addresses, ZoneId zone) {
    public Clinic {
      names = Map.copyOf(names);
      addresses = Map.copyOf(addresses);
    }
  }

  /**
   * A doctor and where and when they work.
   *
   * @param names display name per language tag, with title ("Dr. …")
   * @param specialties specialty ids, the main one first
   */
  public record Doctor(
      String id,
      Map<String, String> names,
      List<String> specialties,
      String clinicId,
      String scheduleId,
      Availability availability) {
    public Doctor {
      names = Map.copyOf(names);
      specialties = List.copyOf(specialties);
    }
  }

  public Optional<Doctor> doctor(String doctorId) {
    return doctors.stream().filter(d -> d.id().equals(doctorId)).findFirst();
  }

  public Optional<Clinic> clinic(String clinicId) {
    return clinics.stream().filter(c -> c.id().equals(clinicId)).findFirst();
  }
}
