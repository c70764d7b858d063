package org.tabib.engine.practice;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.Availability;
import org.tabib.engine.schedule.Availability.Hours;

/**
 * The practice that demo mode starts with: an invented one in Pune, India, with two clinics. The
 * same at every start.
 */
public final class DemoPractice {
  /** The practice's id. */
  public static final String ID = "sehat";

  /** Goes into the identifiers, so that they do not change. */
  private static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");

  private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

  /** In the order of {@code languages()}; languages that are not loaded are not offered. */
  private static final List<String> LANGUAGES =
      List.of("en", "hi", "ta", "te", "bn", "mr", "sw", "pt-BR");

  private record Invented(String key, String clinic, String specialty, Map<String, String> names) {}

  private static final List<Invented> DOCTORS =
      List.of(
          new Invented(
              "ananya-rao",
              "main",
              "general-medicine",
              in(
                  "Dr. Ananya Rao",
                  "डॉ. अनन्या राव",
                  "டாக்டர் அனன்யா ராவ்",
                  "డా. అనన్య రావు",
                  "ডা. অনন্যা রাও",
                  "डॉ. अनन्या राव",
                  "Dkt. Ananya Rao",
                  "Dra. Ananya Rao")),
          new Invented(
              "vikram-mehta",
              "main",
              "general-medicine",
              in(
                  "Dr. Vikram Mehta",
                  "डॉ. विक्रम मेहता",
                  "டாக்டர் விக்ரம் மேத்தா",
                  "డా. విక్రమ్ మెహతా",
                  "ডা. বিক্রম মেহতা",
                  "डॉ. विक्रम मेहता",
                  "Dkt. Vikram Mehta",
                  "Dr. Vikram Mehta")),
          new Invented(
              "kavita-nair",
              "main",
              "paediatrics",
              in(
                  "Dr. Kavita Nair",
                  "डॉ. कविता नायर",
                  "டாக்டர் கவிதா நாயர்",
                  "డా. కవితా నాయర్",
                  "ডা. কবিতা নায়ার",
                  "डॉ. कविता नायर",
                  "Dkt. Kavita Nair",
                  "Dra. Kavita Nair")),
          new Invented(
              "sunita-deshpande",
              "main",
              "obstetrics-gynaecology",
              in(
                  "Dr. Sunita Deshpande",
                  "डॉ. सुनीता देशपांडे",
                  "டாக்டர் சுனிதா தேஷ்பாண்டே",
                  "డా. సునీతా దేశపాండే",
                  "ডা. সুনীতা দেশপাণ্ডে",
                  "डॉ. सुनीता देशपांडे",
                  "Dkt. Sunita Deshpande",
                  "Dra. Sunita Deshpande")),
          new Invented(
              "arjun-singh",
              "main",
              "orthopaedics",
              in(
                  "Dr. Arjun Singh",
                  "डॉ. अर्जुन सिंह",
                  "டாக்டர் அர்ஜுன் சிங்",
                  "డా. అర్జున్ సింగ్",
                  "ডা. অর্জুন সিং",
                  "डॉ. अर्जुन सिंग",
                  "Dkt. Arjun Singh",
                  "Dr. Arjun Singh")),
          new Invented(
              "farah-khan",
              "main",
              "ent",
              in(
                  "Dr. Farah Khan",
                  "डॉ. फ़राह ख़ान",
                  "டாக்டர் ஃபரா கான்",
                  "డా. ఫరా ఖాన్",
                  "ডা. ফারাহ খান",
                  "डॉ. फराह खान",
                  "Dkt. Farah Khan",
                  "Dra. Farah Khan")),
          new Invented(
              "meera-kulkarni",
              "kothrud",
              "general-medicine",
              in(
                  "Dr. Meera Kulkarni",
                  "डॉ. मीरा कुलकर्णी",
                  "டாக்டர் மீரா குல்கர்னி",
                  "డా. మీరా కులకర్ణి",
                  "ডা. মীরা কুলকার্নি",
                  "डॉ. मीरा कुलकर्णी",
                  "Dkt. Meera Kulkarni",
                  "Dra. Meera Kulkarni")),
          new Invented(
              "neha-joshi",
              "kothrud",
              "dermatology",
              in(
                  "Dr. Neha Joshi",
                  "डॉ. नेहा जोशी",
                  "டாக்டர் நேஹா ஜோஷி",
                  "డా. నేహా జోషి",
                  "ডা. নেহা জোশী",
                  "डॉ. नेहा जोशी",
                  "Dkt. Neha Joshi",
                  "Dra. Neha Joshi")),
          new Invented(
              "imran-sheikh",
              "kothrud",
              "dental",
              in(
                  "Dr. Imran Sheikh",
                  "डॉ. इमरान शेख़",
                  "டாக்டர் இம்ரான் ஷேக்",
                  "డా. ఇమ్రాన్ షేక్",
                  "ডা. ইমরান শেখ",
                  "डॉ. इम्रान शेख",
                  "Dkt. Imran Sheikh",
                  "Dr. Imran Sheikh")));

  private static final Map<String, String> NAMES =
      in(
          "Sehat Clinic",
          "सेहत क्लिनिक",
          "செஹத் கிளினிக்",
          "సెహత్ క్లినిక్",
          "সেহত ক্লিনিক",
          "सेहत क्लिनिक",
          "Kliniki ya Sehat",
          "Clínica Sehat");

  /** The clinics by the keys that doctors name. */
  private static final Map<String, Clinic> CLINICS =
      Map.of(
          "main",
          new Clinic(
              Ids.derived(ID, FOUNDED, "clinic", "main"),
              in(
                  "Sehat Clinic, Main Road",
                  "सेहत क्लिनिक, मेन रोड",
                  "செஹத் கிளினிக், மெயின் ரோடு",
                  "సెహత్ క్లినిక్, మెయిన్ రోడ్",
                  "সেহত ক্লিনিক, মেইন রোড",
                  "सेहत क्लिनिक, मेन रोड",
                  "Kliniki ya Sehat, Main Road",
                  "Clínica Sehat, Main Road"),
              in(
                  "12 Main Road, Pune",
                  "12 मेन रोड, पुणे",
                  "12 மெயின் ரோடு, புனே",
                  "12 మెయిన్ రోడ్, పుణె",
                  "12 মেইন রোড, পুনে",
                  "12 मेन रोड, पुणे",
                  "12 Main Road, Pune",
                  "12 Main Road, Pune"),
              ZONE,
              new Coordinates(18.5308, 73.8475),
              DemoQueues.main()),
          "kothrud",
          new Clinic(
              Ids.derived(ID, FOUNDED, "clinic", "kothrud"),
              in(
                  "Sehat Clinic, Kothrud",
                  "सेहत क्लिनिक, कोथरूड",
                  "செஹத் கிளினிக், கோத்ரூட்",
                  "సెహత్ క్లినిక్, కోత్రూడ్",
                  "সেহত ক্লিনিক, কোথরুড",
                  "सेहत क्लिनिक, कोथरूड",
                  "Kliniki ya Sehat, Kothrud",
                  "Clínica Sehat, Kothrud"),
              in(
                  "5 Paud Road, Kothrud, Pune",
                  "5 पौड रोड, कोथरूड, पुणे",
                  "5 பௌட் ரோடு, கோத்ரூட், புனே",
                  "5 పౌడ్ రోడ్, కోత్రూడ్, పుణె",
                  "5 পৌড রোড, কোথরুড, পুনে",
                  "5 पौड रोड, कोथरूड, पुणे",
                  "5 Paud Road, Kothrud, Pune",
                  "5 Paud Road, Kothrud, Pune"),
              ZONE,
              new Coordinates(18.5074, 73.8077),
              DemoQueues.branch()));

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
    List<Doctor> doctors = new ArrayList<>();
    for (int copy = 1; copy <= scale; copy++) {
      for (Invented invented : DOCTORS) {
        doctors.add(doctor(invented, copy));
      }
    }
    return new PracticeConfig(
        ID,
        NAMES,
        LANGUAGES,
        "112",
        "https://sehat.example/privacy",
        "2026-01",
        accounts,
        true,
        List.of(clinic("main"), clinic("kothrud")),
        doctors);
  }

  private static Doctor doctor(Invented invented, int copy) {
    String number = copy == 1 ? "" : " " + copy;
    String key = String.valueOf(copy);
    return new Doctor(
        Ids.derived(ID, FOUNDED, "doctor", invented.key(), key),
        invented.names().entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, name -> name.getValue() + number)),
        List.of(invented.specialty()),
        clinic(invented.clinic()).id(),
        Ids.derived(ID, FOUNDED, "schedule", invented.key(), key),
        availability());
  }

  private static Clinic clinic(String key) {
    return Objects.requireNonNull(CLINICS.get(key));
  }

  /** The same in each of the languages, in their order. */
  private static Map<String, String> in(String... words) {
    Map<String, String> byLanguage = new HashMap<>();
    for (int i = 0; i < words.length; i++) {
      byLanguage.put(LANGUAGES.get(i), words[i]);
    }
    return Map.copyOf(byLanguage);
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
