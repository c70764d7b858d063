package org.tabib.engine.practice;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tabib.engine.queue.OpeningHours;
import org.tabib.engine.queue.QueueRules;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.TriageScale;

/** How the queues of demo mode's clinics are set up. */
final class DemoQueues {
  /** In the order in which words are given in every language. */
  static final List<String> LANGUAGES = List.of("en", "hi", "ta", "te", "bn", "mr", "sw", "pt-BR");

  private DemoQueues() {}

  /** South African Triage Scale, the usual weights; always open: demos have visitors at night. */
  static QueueSetup setup(List<ServicePoint> points) {
    return new QueueSetup(
        TriageScale.SATS,
        points,
        QueueRules.standard(),
        Arrays.stream(DayOfWeek.values())
            .map(day -> new OpeningHours(day, LocalTime.MIN, LocalTime.MAX))
            .toList());
  }

  /** A service point that has no name yet. */
  record Unnamed(
      String id, String code, List<String> rooms, List<String> specialties, int minutes) {
    ServicePoint named(String... words) {
      return new ServicePoint(
          id, code, in(words), rooms, specialties, List.of(), Duration.ofMinutes(minutes));
    }
  }

  static Unnamed point(
      String id, String code, List<String> rooms, List<String> specialties, int minutes) {
    return new Unnamed(id, code, rooms, specialties, minutes);
  }

  /** The same in each of the languages, in their order. */
  static Map<String, String> in(String... words) {
    Map<String, String> byLanguage = new HashMap<>();
    for (int i = 0; i < words.length; i++) {
      byLanguage.put(LANGUAGES.get(i), words[i]);
    }
    return Map.copyOf(byLanguage);
  }

  /** The main clinic's: general and specialist consultations, samples. */
  static QueueSetup main() {
    return setup(
        List.of(
            consultation(List.of("1", "2"), List.of("general-medicine", "paediatrics")),
            point(
                    "specialist",
                    "B",
                    List.of("3", "4", "5"),
                    List.of("obstetrics-gynaecology", "orthopaedics", "ent"),
                    15)
                .named(
                    "Specialists",
                    "विशेषज्ञ",
                    "சிறப்பு மருத்துவர்கள்",
                    "నిపుణులు",
                    "বিশেষজ্ঞ",
                    "तज्ज्ञ डॉक्टर",
                    "Madaktari bingwa",
                    "Especialistas"),
            point("samples", "C", List.of("6"), List.of(), 5)
                .named(
                    "Blood and samples",
                    "खून और नमूने",
                    "இரத்தம் மற்றும் மாதிரிகள்",
                    "రక్తం మరియు నమూనాలు",
                    "রক্ত ও নমুনা",
                    "रक्त व नमुने",
                    "Damu na sampuli",
                    "Sangue e amostras")));
  }

  /** The branch's: consultations, and dental. */
  static QueueSetup branch() {
    return setup(
        List.of(
            consultation(List.of("1", "2"), List.of("general-medicine", "dermatology")),
            point("dental", "B", List.of("3"), List.of("dental"), 20)
                .named(
                    "Dental",
                    "दंत चिकित्सा",
                    "பல் மருத்துவம்",
                    "దంత వైద్యం",
                    "দন্ত চিকিৎসা",
                    "दंत चिकित्सा",
                    "Meno",
                    "Odontologia")));
  }

  private static ServicePoint consultation(List<String> rooms, List<String> specialties) {
    return point("general", "A", rooms, specialties, 12)
        .named(
            "Consultations",
            "परामर्श",
            "மருத்துவ ஆலோசனை",
            "వైద్య సంప్రదింపులు",
            "ডাক্তার দেখানো",
            "तपासणी",
            "Kumwona daktari",
            "Consultas");
  }
}
