package org.tabib.edge.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Finding;
import org.tabib.engine.conversation.World;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.TimeOfDay;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.understanding.Asking;
import org.tabib.engine.understanding.Reading;

/** What the engine reads in a text, outside of any conversation, by the very code that they use. */
final class Understanding {
  private static final int LONGEST_TEXT = 4096;

  /** What a description was called before it was called symptoms. */
  private static final String COMPLAINT = "complaint";

  private final World world;
  private final org.tabib.engine.understanding.Understanding understanding;

  Understanding(World world) {
    this.world = world;
    this.understanding =
        new org.tabib.engine.understanding.Understanding(
            world.detector(), world.words(), world.readers(), world.care());
  }

  /**
   * @param language BCP 47 tag of the language to read in; detected when not given
   * @param asking what a step of a flow would be waiting for, as one of {@link Asking}; nothing
   *     when not given
   * @param today what "tomorrow" counts from; the practice's present date when not given
   */
  record Request(
      @Nullable String text,
      @Nullable String language,
      @Nullable String asking,
      @Nullable LocalDate today) {
    private static final List<String> ASKING =
        Stream.concat(Codes.of(List.of(Asking.values())).stream(), Stream.of(COMPLAINT)).toList();

    @Override
    public String toString() {
      return "Request[…]";
    }
  }

  /**
   * @param negated whether it is denied or past
   */
  record ReadComplaint(String id, String specialty, String urgency, boolean negated) {}

  /**
   * @param language none when it could not be told and was not given
   * @param intent what the message means or asks for, e.g. {@code book}; none when it is nothing
   *     that could be asked for
   * @param age in completed years
   * @param date the day that is meant; none when several are possible
   * @param dates all days that can be meant
   * @param time {@code HH:mm} or a part of the day, e.g. {@code morning}
   * @param evidence per recognised phrase, its meaning and the person's own words
   */
  record Answer(
      @Nullable String language,
      @Nullable String intent,
      List<ReadComplaint> complaints,
      String urgency,
      String specialty,
      @Nullable String name,
      @Nullable Integer age,
      @Nullable String agePeriod,
      @Nullable String sex,
      @Nullable LocalDate date,
      List<LocalDate> dates,
      @Nullable String time,
      List<String> evidence) {}

  /**
   * @param today the practice's present date
   */
  Answer read(PracticeConfig practice, Request request, LocalDate today) {
    String text = request.text();
    String tag = request.language();
    String asking = request.asking();
    new Checks()
        .present("text", text)
        .text("text", text, LONGEST_TEXT)
        .that(
            tag == null || world.languages().find(tag).isPresent(),
            "language",
            "is one of " + world.languages().all().stream().map(Language::tag).toList())
        .that(
            asking == null || Request.ASKING.contains(asking),
            "asking",
            "is one of " + Request.ASKING)
        .done();
    if (text == null) {
      throw new IllegalStateException("what is missing was reported before");
    }
    Optional<Language> said =
        tag == null ? world.detector().detect(text) : world.languages().find(tag);
    Reading reading =
        understanding.read(
            text,
            said.orElseGet(() -> first(practice)),
            asking(asking),
            request.today() == null ? today : request.today());
    return answer(said, reading);
  }

  private static @Nullable Asking asking(@Nullable String code) {
    if (code == null) {
      return null;
    }
    return code.equals(COMPLAINT) ? Asking.SYMPTOMS : Codes.read("asking", code, Asking.class);
  }

  private static Answer answer(Optional<Language> language, Reading reading) {
    Age age = reading.age();
    List<ReadComplaint> complaints = new ArrayList<>();
    for (Finding finding : reading.care().findings()) {
      complaints.add(
          new ReadComplaint(
              finding.complaint().id(),
              finding.complaint().specialty(),
              Codes.of(finding.complaint().urgency()),
              finding.negated()));
    }
    return new Answer(
        language.map(Language::tag).orElse(null),
        code(reading.intent()),
        complaints,
        Codes.of(reading.care().urgency()),
        reading.care().specialty(),
        reading.name(),
        age == null ? null : age.wholeYears(),
        age == null ? null : age.toIso(),
        code(reading.sex()),
        reading.date(),
        reading.dates(),
        time(reading.time()),
        reading.care().evidence());
  }

  private static @Nullable String code(@Nullable Enum<?> value) {
    return value == null ? null : Codes.of(value);
  }

  private static @Nullable String time(@Nullable TimeOfDay time) {
    return switch (time) {
      case null -> null;
      case TimeOfDay.Exact exact -> exact.time().toString();
      case TimeOfDay.Part part -> Codes.of(part.part());
    };
  }

  private Language first(PracticeConfig practice) {
    return practice.languages().stream()
        .map(world.languages()::find)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(world.languages()::first);
  }
}
