package org.tabib.engine.understanding;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Sex;
import org.tabib.engine.language.TimeOfDay;
import org.tabib.engine.language.Word;

/**
 * A kind of evaluation line: what is asked, what its expectation looks like, what counts as right.
 */
enum EvaluationKind {
  RED_FLAG(99, null, "emergency"),
  COMPLAINT(90, Asking.SYMPTOMS, "one or more ids of specialties, with | between"),
  NOT_RED_FLAG(97, Asking.SYMPTOMS, "empty or -"),
  STOP(100, null, "empty or -"),
  NOT_STOP(100, null, "empty or -"),
  YES(97, Asking.YES_NO, "empty or -"),
  NO(97, Asking.YES_NO, "empty or -"),
  START(97, null, "empty or -"),
  INTENT(97, null, "a Word, such as BOOK"),
  AGE(97, Asking.AGE, "an ISO 8601 period such as P2Y3M"),
  DATE(97, Asking.DATE, "an ISO date, or two with | between when it is ambiguous"),
  TIME(97, Asking.TIME, "HH:mm or one of morning, noon, afternoon, evening, night"),
  LANGUAGE(97, null, "tag of a language"),
  SEX(97, Asking.SEX, "one of FEMALE, MALE, OTHER, UNKNOWN"),
  NAME(97, Asking.NAME, "the name as it is kept");

  private final int percentNeeded;
  private final @Nullable Asking asking;
  private final String expectation;

  EvaluationKind(int percentNeeded, @Nullable Asking asking, String expectation) {
    this.percentNeeded = percentNeeded;
    this.asking = asking;
    this.expectation = expectation;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<EvaluationKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  @Nullable Asking asking() {
    return asking;
  }

  /** Whether so many right ones are enough. */
  boolean isEnough(int right, int lines) {
    return right * 100 >= percentNeeded * lines;
  }

  int percentNeeded() {
    return percentNeeded;
  }

  /** What an expectation of this kind looks like, for whoever writes a set. */
  String expectation() {
    return expectation;
  }

  /** Whether the expectation can be met at all. */
  boolean accepts(String expected, EvaluationSets.Known known) {
    return switch (this) {
      case RED_FLAG -> expected.equals("emergency");
      case COMPLAINT ->
          Arrays.stream(expected.split("\\|", -1)).allMatch(known.specialties()::contains);
      case NOT_RED_FLAG, STOP, NOT_STOP, YES, NO, START ->
          expected.isEmpty() || expected.equals("-") || expected.equals(code());
      case INTENT -> Arrays.stream(Word.values()).anyMatch(word -> word.name().equals(expected));
      case AGE -> parses(() -> Age.parse(expected));
      case DATE ->
          Arrays.stream(expected.split("\\|", -1))
              .allMatch(date -> parses(() -> LocalDate.parse(date)));
      case TIME ->
          expected.matches("([01]\\d|2[0-3]):[0-5]\\d|morning|noon|afternoon|evening|night");
      case LANGUAGE -> known.tags().contains(expected);
      case SEX -> Arrays.stream(Sex.values()).anyMatch(sex -> sex.name().equals(expected));
      case NAME -> !expected.isBlank();
    };
  }

  /** What was read, in the form of the expectation. */
  String read(Reading reading) {
    return switch (this) {
      case RED_FLAG, NOT_RED_FLAG -> reading.care().urgency().name().toLowerCase(Locale.ROOT);
      case COMPLAINT -> reading.care().specialty();
      case STOP, NOT_STOP, YES, NO, START, INTENT -> show(reading.intent());
      case AGE -> {
        Age age = reading.age();
        yield age == null ? "-" : age.toIso();
      }
      case DATE ->
          reading.dates().isEmpty()
              ? "-"
              : String.join("|", reading.dates().stream().sorted().map(Object::toString).toList());
      case TIME ->
          switch (reading.time()) {
            case null -> "-";
            case TimeOfDay.Exact(var time) -> time.toString();
            case TimeOfDay.Part part -> part.part().name().toLowerCase(Locale.ROOT);
          };
      case LANGUAGE -> {
        var language = reading.language();
        yield language == null ? "-" : language.tag();
      }
      case SEX -> show(reading.sex());
      case NAME -> show(reading.name());
    };
  }

  boolean isRight(String expected, Reading reading) {
    String read = read(reading);
    return switch (this) {
      case RED_FLAG -> reading.care().isEmergency();
      case NOT_RED_FLAG -> reading.care().urgency() != Urgency.EMERGENCY;
      case COMPLAINT -> Arrays.asList(expected.split("\\|", -1)).contains(read);
      case STOP, YES, NO, START -> read.equals(name());
      case NOT_STOP -> !read.equals(Word.STOP.name());
      case DATE ->
          read.equals(String.join("|", Arrays.stream(expected.split("\\|", -1)).sorted().toList()));
      case INTENT, AGE, TIME, LANGUAGE, SEX, NAME -> read.equals(expected);
    };
  }

  private static String show(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }

  private static boolean parses(Runnable parsing) {
    try {
      parsing.run();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
