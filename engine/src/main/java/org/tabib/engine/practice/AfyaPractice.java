package org.tabib.engine.practice;

import static org.tabib.engine.practice.DemoQueues.in;
import static org.tabib.engine.practice.DemoQueues.point;

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
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.schedule.Availability;
import org.tabib.engine.schedule.Availability.Hours;

/**
 * The second practice of demo mode: the outpatient department of an invented public hospital in
 * Kisumu, Kenya, where most patients walk in. The same at every start.
 */
public final class AfyaPractice {
  /** The practice's id. */
  public static final String ID = "afya";

  /** Its WhatsApp phone-number id; the secrets are those of the first demo practice. */
  public static final String ACCOUNT = "15550002222";

  /** Goes into the identifiers, so that they do not change. */
  private static final Instant FOUNDED = Instant.parse("2026-02-01T00:00:00Z");

  private static final ZoneId ZONE = ZoneId.of("Africa/Nairobi");

  private static final List<String> LANGUAGES = List.of("sw", "en");

  /** Its only clinic. */
  public static final String CLINIC = Ids.derived(ID, FOUNDED, "clinic", "kisumu");

  private record Invented(String key, String specialty, Map<String, String> names) {}

  private static final List<Invented> DOCTORS =
      List.of(
          new Invented(
              "achieng-odhiambo",
              "general-medicine",
              in(
                  "Dr. Achieng Odhiambo",
                  "डॉ. अचिएंग ओधियाम्बो",
                  "டாக்டர் அச்சியெங் ஒதியாம்போ",
                  "డా. అచియెంగ్ ఒధియాంబో",
                  "ডা. আচিয়েং ওধিয়াম্বো",
                  "डॉ. अचिएंग ओधियाम्बो",
                  "Dkt. Achieng Odhiambo",
                  "Dra. Achieng Odhiambo")),
          new Invented(
              "brian-kiptoo",
              "general-medicine",
              in(
                  "Dr. Brian Kiptoo",
                  "डॉ. ब्रायन किप्टू",
                  "டாக்டர் பிரையன் கிப்டூ",
                  "డా. బ్రయాన్ కిప్టూ",
                  "ডা. ব্রায়ান কিপ্টু",
                  "डॉ. ब्रायन किप्टू",
                  "Dkt. Brian Kiptoo",
                  "Dr. Brian Kiptoo")),
          new Invented(
              "wanjiru-kamau",
              "paediatrics",
              in(
                  "Dr. Wanjiru Kamau",
                  "डॉ. वांजिरू कामाऊ",
                  "டாக்டர் வஞ்சிரு கமாவ்",
                  "డా. వాంజిరు కమావు",
                  "ডা. ওয়ানজিরু কামাউ",
                  "डॉ. वांजिरू कामाऊ",
                  "Dkt. Wanjiru Kamau",
                  "Dra. Wanjiru Kamau")),
          new Invented(
              "amina-hassan",
              "obstetrics-gynaecology",
              in(
                  "Dr. Amina Hassan",
                  "डॉ. अमीना हसन",
                  "டாக்டர் அமினா ஹசன்",
                  "డా. అమీనా హసన్",
                  "ডা. আমিনা হাসান",
                  "डॉ. अमीना हसन",
                  "Dkt. Amina Hassan",
                  "Dra. Amina Hassan")),
          new Invented(
              "otieno-ouma",
              "dental",
              in(
                  "Dr. Otieno Ouma",
                  "डॉ. ओटिएनो ओउमा",
                  "டாக்டர் ஒட்டியெனோ ஓமா",
                  "డా. ఒటియెనో ఓమా",
                  "ডা. ওটিয়েনো ওউমা",
                  "डॉ. ओटिएनो ओउमा",
                  "Dkt. Otieno Ouma",
                  "Dr. Otieno Ouma")));

  private AfyaPractice() {}

  /**
   * The configuration.
   *
   * @param accounts the WhatsApp phone-number ids of the practice
   */
  public static PracticeConfig config(List<String> accounts) {
    return new PracticeConfig(
        ID,
        in(
            "Afya County Hospital",
            "अफ़्या काउंटी अस्पताल",
            "அஃப்யா கவுண்டி மருத்துவமனை",
            "అఫ్యా కౌంటీ ఆసుపత్రి",
            "আফিয়া কাউন্টি হাসপাতাল",
            "अफ्या काउंटी रुग्णालय",
            "Hospitali ya Kaunti ya Afya",
            "Hospital do Condado Afya"),
        LANGUAGES,
        // Kenya's police, fire and ambulance; 112 from mobile telephones leads to the same.
        "999",
        "https://afya.example/privacy",
        "2026-01",
        accounts,
        true,
        List.of(clinic()),
        DOCTORS.stream().map(AfyaPractice::doctor).toList());
  }

  private static Clinic clinic() {
    return new Clinic(
        CLINIC,
        in(
            "Afya County Hospital, outpatient department",
            "अफ़्या काउंटी अस्पताल, बाह्य रोगी विभाग",
            "அஃப்யா கவுண்டி மருத்துவமனை, வெளிநோயாளர் பிரிவு",
            "అఫ్యా కౌంటీ ఆసుపత్రి, ఔట్ పేషెంట్ విభాగం",
            "আফিয়া কাউন্টি হাসপাতাল, বহির্বিভাগ",
            "अफ्या काउंटी रुग्णालय, बाह्यरुग्ण विभाग",
            "Hospitali ya Kaunti ya Afya, idara ya wagonjwa wa nje",
            "Hospital do Condado Afya, ambulatório"),
        in(
            "Jomo Kenyatta Highway, Kisumu",
            "जोमो केन्याटा हाईवे, किसुमू",
            "ஜோமோ கென்யாட்டா நெடுஞ்சாலை, கிசுமு",
            "జోమో కెన్యాట్టా హైవే, కిసుము",
            "জোমো কেনিয়াটা হাইওয়ে, কিসুমু",
            "जोमो केन्याटा महामार्ग, किसुमू",
            "Barabara Kuu ya Jomo Kenyatta, Kisumu",
            "Jomo Kenyatta Highway, Kisumu"),
        ZONE,
        new Coordinates(-0.0917, 34.7680),
        queue());
  }

  private static QueueSetup queue() {
    return DemoQueues.setup(
        List.of(
            point("general", "A", List.of("1", "2", "3"), List.of("general-medicine"), 10)
                .named(
                    "General outpatient",
                    "सामान्य ओपीडी",
                    "பொது வெளிநோயாளர்",
                    "సాధారణ ఔట్ పేషెంట్",
                    "সাধারণ বহির্বিভাগ",
                    "सामान्य ओपीडी",
                    "Wagonjwa wa nje",
                    "Ambulatório geral"),
            point(
                    "mother-child",
                    "B",
                    List.of("4", "5"),
                    List.of("obstetrics-gynaecology", "paediatrics"),
                    12)
                .named(
                    "Mother and child health",
                    "मातृ एवं शिशु स्वास्थ्य",
                    "தாய் சேய் நலம்",
                    "తల్లీ శిశు ఆరోగ్యం",
                    "মা ও শিশু স্বাস্থ্য",
                    "माता व बाल आरोग्य",
                    "Afya ya mama na mtoto",
                    "Saúde da mãe e da criança"),
            point("dental", "C", List.of("6"), List.of("dental"), 20)
                .named(
                    "Dental",
                    "दंत चिकित्सा",
                    "பல் மருத்துவம்",
                    "దంత వైద్యం",
                    "দন্ত চিকিৎসা",
                    "दंत चिकित्सा",
                    "Meno",
                    "Odontologia"),
            point("pharmacy-lab", "D", List.of("7", "8"), List.of(), 5)
                .named(
                    "Pharmacy and laboratory",
                    "दवाखाना और प्रयोगशाला",
                    "மருந்தகம் மற்றும் ஆய்வகம்",
                    "ఫార్మసీ మరియు ల్యాబ్",
                    "ফার্মেসি ও ল্যাবরেটরি",
                    "औषधालय आणि प्रयोगशाळा",
                    "Duka la dawa na maabara",
                    "Farmácia e laboratório")));
  }

  private static Doctor doctor(Invented invented) {
    return new Doctor(
        Ids.derived(ID, FOUNDED, "doctor", invented.key()),
        invented.names(),
        List.of(invented.specialty()),
        CLINIC,
        Ids.derived(ID, FOUNDED, "schedule", invented.key()),
        availability());
  }

  /** Monday to Friday 8–13 and 14–17. */
  private static Availability availability() {
    List<Hours> hours = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY) {
        hours.add(new Hours(day, LocalTime.of(8, 0), LocalTime.of(13, 0)));
        hours.add(new Hours(day, LocalTime.of(14, 0), LocalTime.of(17, 0)));
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
