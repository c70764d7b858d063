package org.tabib.engine.conversation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Display;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Texts;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.Slot;

/** Texts in one language of one practice, with what a dialogue has learned as their arguments. */
final class Wording {
  private static final String OFFER = "language.offer";

  /** Of a long description only the beginning is said back. */
  static final int LONGEST_COMPLAINT = 200;

  /** Of what was not understood, a few words are said back. */
  static final int LONGEST_PART = 60;

  private final Texts texts;
  private final Languages languages;
  private final PracticeConfig practice;
  private final Language language;
  private final String contactId;

  Wording(World world, PracticeConfig practice, Language language, String contactId) {
    this.texts = world.texts();
    this.languages = world.languages();
    this.practice = practice;
    this.language = language;
    this.contactId = contactId;
  }

  String text(String key, Answers answers) {
    return texts.render(languageOf(key, answers), key, new Arguments(answers));
  }

  /** Whether to go on in a language is asked in that language. */
  private Language languageOf(String key, Answers answers) {
    String offered = answers.value(Variables.LANGUAGE);
    return offered != null && key.startsWith(OFFER)
        ? languages.find(offered).orElse(language)
        : language;
  }

  String practiceName() {
    return named(practice.names());
  }

  String doctorName(Doctor doctor) {
    return named(doctor.names());
  }

  /** The name in this language, else in the practice's first. */
  String named(Map<String, String> names) {
    String own = names.get(language.tag());
    return own != null ? own : names.getOrDefault(practice.languages().getFirst(), "");
  }

  /** What stands for an argument of a text, as it is read. */
  String value(String name, Answers answers) {
    return String.valueOf(argument(name, answers));
  }

  private Object argument(String name, Answers answers) {
    return switch (name) {
      case "practice" -> named(practice.names());
      case "notice" -> practice.privacyNotice();
      case "number" -> practice.emergencyNumber();
      case "patient" -> learned(answers, Variables.NAME);
      case "who" -> contactId.equals(answers.value(Variables.PATIENT)) ? "self" : "other";
      case "age" -> age(answers);
      case "doctor" -> doctor(answers).map(this::doctorName).orElse("");
      case "specialty" -> specialty(answers);
      case "when" -> when(answers);
      case "clinic" -> clinic(answers).map(clinic -> named(clinic.names())).orElse("");
      case "address" -> clinic(answers).map(clinic -> named(clinic.addresses())).orElse("");
      case "advice" -> advice(answers);
      case "complaint" -> complaint(answers);
      case "contact" -> shortened(learned(answers, Variables.CONTACT), LONGEST_COMPLAINT);
      case "day" -> date(answers, Variables.DAY);
      case "followUp" -> date(answers, NoticeFacts.FOLLOW_UP);
      case "distance" -> distance(answers);
      case "ticket" -> learned(answers, NoticeFacts.TICKET);
      case "room" -> learned(answers, NoticeFacts.ROOM);
      case "position" -> learned(answers, NoticeFacts.POSITION);
      case "wait" -> wait(answers);
      case "due" -> due(answers);
      case "part" -> shortened(learned(answers, Variables.PART), LONGEST_PART);
      case "medicine" -> shortened(medicine(answers), LONGEST_COMPLAINT);
      default -> throw new IllegalArgumentException("no text has an argument " + name);
    };
  }

  private String age(Answers answers) {
    String iso = answers.value(Variables.AGE);
    return iso == null ? "" : Display.age(language, Age.parse(iso));
  }

  private Optional<Doctor> doctor(Answers answers) {
    return Optional.ofNullable(answers.value(Variables.DOCTOR)).flatMap(practice::doctor);
  }

  private Optional<Clinic> clinic(Answers answers) {
    return doctor(answers)
        .map(Doctor::clinicId)
        .or(() -> Optional.ofNullable(answers.value(Variables.CLINIC)))
        .flatMap(practice::clinic);
  }

  private String specialty(Answers answers) {
    String id =
        doctor(answers)
            .map(doctor -> doctor.specialties().getFirst())
            .orElse(answers.value(Variables.SPECIALTY));
    return id == null ? "" : texts.render(language, "specialty." + id, Map.of());
  }

  private String when(Answers answers) {
    String slot = answers.value(Variables.SLOT);
    if (slot == null) {
      return "";
    }
    Slot parsed = Variables.slot(slot);
    ZoneId zone = clinic(answers).map(Clinic::zone).orElse(ZoneOffset.UTC);
    return Display.dateTime(language, parsed.start().atZone(zone));
  }

  private String due(Answers answers) {
    String due = answers.value(Variables.DUE);
    return due == null ? "" : Display.dateTime(language, ZonedDateTime.parse(due));
  }

  private String advice(Answers answers) {
    String key = answers.value(Variables.ADVICE);
    return key == null
        ? ""
        : texts.render(language, key, Map.of("number", practice.emergencyNumber()));
  }

  /** In one line, however many messages it was told in. */
  private static String complaint(Answers answers) {
    return shortened(
        learned(answers, Variables.COMPLAINT).strip().replaceAll("\\s+", " "), LONGEST_COMPLAINT);
  }

  private static String shortened(String text, int limit) {
    return text.length() <= limit
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, limit - 2))) + "…";
  }

  private String date(Answers answers, String variable) {
    String day = answers.value(variable);
    return day == null ? "" : Display.date(language, LocalDate.parse(day));
  }

  private String distance(Answers answers) {
    String metres = answers.value(Variables.DISTANCE);
    return metres == null ? "" : Distance.shown(language, Long.parseLong(metres));
  }

  /** How many are before somebody in the queue and, where it is told, how long it takes. */
  private String wait(Answers answers) {
    String ahead = answers.value(NoticeFacts.AHEAD);
    String from = answers.value(NoticeFacts.WAIT_FROM);
    String to = answers.value(NoticeFacts.WAIT_TO);
    if (ahead == null) {
      return "";
    }
    String told = texts.render(language, "queue.ahead", Map.of("ahead", Integer.valueOf(ahead)));
    return from == null || to == null
        ? told
        : told
            + " "
            + texts.render(
                language,
                "queue.range",
                Map.of("from", Integer.valueOf(from), "to", Integer.valueOf(to)));
  }

  private static String medicine(Answers answers) {
    String what = learned(answers, NoticeFacts.MEDICINE);
    String dose = learned(answers, NoticeFacts.DOSE);
    return dose.isBlank() ? what : what + ", " + dose;
  }

  private static String learned(Answers answers, String variable) {
    @Nullable String value = answers.value(variable);
    return value == null ? "" : value;
  }

  /** Computes only what a text asks for: formatting a date costs more than the rest of a turn. */
  private final class Arguments extends AbstractMap<String, Object> {
    private final Answers answers;

    Arguments(Answers answers) {
      this.answers = answers;
    }

    @Override
    public boolean containsKey(Object key) {
      return true;
    }

    @Override
    public Object get(Object key) {
      return argument((String) key, answers);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      throw new UnsupportedOperationException("arguments are computed when asked for");
    }
  }
}
