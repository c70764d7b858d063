package org.tabib.engine.practice;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.reminder.DoseTimes;
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
 * @param namesMedicines whether a reminder that is sent as a template, of which a locked screen
 *     shows the beginning, may name a medicine; not unless the practice says so
 * @param timers quiet hours and what else it decides about timers; none: {@link TimerRules#USUAL}
 * @param doseTimes when its patients take what is prescribed for a part of the day; none: {@link
 *     DoseTimes#USUAL}
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
    List<Doctor> doctors,
    boolean namesMedicines,
    @Nullable TimerRules timers,
    @Nullable DoseTimes doseTimes) {

  private static final ZoneId UTC = ZoneOffset.UTC;

  private static final LoadingCache<PracticeConfig, Index> INDEX =
      Caffeine.newBuilder().weakKeys().build(Index::of);

  public PracticeConfig {
    names = Map.copyOf(names);
    languages = List.copyOf(languages);
    accounts = List.copyOf(accounts);
    clinics = List.copyOf(clinics);
    doctors = List.copyOf(doctors);
  }

  /** A practice that decides nothing about times, and whose templates name no medicines. */
  public PracticeConfig(
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
    this(
        id,
        names,
        languages,
        emergencyNumber,
        privacyNotice,
        noticeVersion,
        accounts,
        testMode,
        clinics,
        doctors,
        false,
        null,
        null);
  }

  /**
   * A place.
   *
   * @param coordinates where it is; none when nobody entered it
   * @param queue how its queue works; none when it has none
   */
  public record Clinic(
      String id,
      Map<String, String> names,
      Map<String, String> addresses,
      ZoneId zone,
      @Nullable Coordinates coordinates,
      @Nullable QueueSetup queue) {
    public Clinic {
      names = Map.copyOf(names);
      addresses = Map.copyOf(addresses);
    }

    /** A clinic of which it is not known where it is. */
    public Clinic(
        String id, Map<String, String> names, Map<String, String> addresses, ZoneId zone) {
      this(id, names, addresses, zone, null, null);
    }

    /** A clinic without a queue. */
    public Clinic(
        String id,
        Map<String, String> names,
        Map<String, String> addresses,
        ZoneId zone,
        @Nullable Coordinates coordinates) {
      this(id, names, addresses, zone, coordinates, null);
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

  /** What it decided about timers, or what is usual. */
  public TimerRules timerRules() {
    return timers == null ? TimerRules.USUAL : timers;
  }

  /** What it decided about times of doses, or what is usual. */
  public DoseTimes timesOfDoses() {
    return doseTimes == null ? DoseTimes.USUAL : doseTimes;
  }

  /** The zone of a clinic; of the practice's first one when that clinic is no more. */
  public ZoneId zoneOf(String clinicId) {
    return clinic(clinicId).or(() -> clinics.stream().findFirst()).map(Clinic::zone).orElse(UTC);
  }

  public Optional<Doctor> doctor(String doctorId) {
    return Optional.ofNullable(INDEX.get(this).byId().get(doctorId));
  }

  /** The doctor whose time that schedule gives away. */
  public Optional<Doctor> doctorOf(String scheduleId) {
    return Optional.ofNullable(INDEX.get(this).bySchedule().get(scheduleId));
  }

  /** Look-ups of one configuration, kept as long as the configuration is (by identity). */
  private record Index(Map<String, Doctor> byId, Map<String, Doctor> bySchedule) {
    static Index of(PracticeConfig config) {
      Map<String, Doctor> byId = new HashMap<>();
      Map<String, Doctor> bySchedule = new HashMap<>();
      for (Doctor doctor : config.doctors()) {
        byId.putIfAbsent(doctor.id(), doctor);
        bySchedule.putIfAbsent(doctor.scheduleId(), doctor);
      }
      return new Index(byId, bySchedule);
    }
  }

  public Optional<Clinic> clinic(String clinicId) {
    return clinics.stream().filter(c -> c.id().equals(clinicId)).findFirst();
  }
}
