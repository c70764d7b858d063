package org.tabib.edge.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Assessment;
import org.tabib.engine.care.Complaint;
import org.tabib.engine.conversation.World;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Word;
import org.tabib.engine.practice.PracticeConfig;

/**
 * What the engine reads in a text, outside of any conversation: the same readers that conversations
 * use, each asked for itself.
 */
final class Understanding {
  private static final int LONGEST_TEXT = 4096;

  private final World world;

  Understanding(World world) {
    this.world = world;
  }

  /**
   * @param language BCP 47 tag of the language to read in; detected when not given
   * @param asking what the person was asked for: only that is then read from the text, as in a
   *     dialogue: {@code name}, {@code age}, {@code sex}, {@code date}; nothing else is asked when
   *     not given
   * @param today what "tomorrow" counts from; the practice's present date when not given
   */
  record Request(
      @Nullable String text,
      @Nullable String language,
      @Nullable String asking,
      @Nullable LocalDate today) {
    private static final List<String> ASKING = List.of("name", "age", "sex", "date", "complaint");

    @Override
    public String toString() {
      return "Request[…]";
    }
  }

  /**
   * @param language none when it could not be told and was not given
   * @param intent what the message as a whole means, e.g. {@code book}; none when it is not a
   *     command
   * @param age in completed years
   * @param evidence per recognised phrase, its meaning and the person's own words
   */
  record Reading(
      @Nullable String language,
      @Nullable String intent,
      List<String> complaints,
      String urgency,
      String specialty,
      @Nullable String name,
      @Nullable Integer age,
      @Nullable String agePeriod,
      @Nullable String sex,
      @Nullable LocalDate date,
      List<String> evidence) {}

  /**
   * @param today the practice's present date
   */
  Reading read(PracticeConfig practice, Request request, LocalDate today) {
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
    Language readIn = said.orElseGet(() -> first(practice));
    Assessment care = world.care().assess(text);
    Optional<Age> age =
        wanted(asking, "age") ? world.readers().age(text, readIn) : Optional.empty();
    return new Reading(
        said.map(Language::tag).orElse(null),
        world.words().wholeMessage(text, readIn).map(Understanding::code).orElse(null),
        care.complaints().stream().map(Complaint::id).toList(),
        care.urgency().name().toLowerCase(Locale.ROOT),
        care.specialty(),
        "name".equals(asking) ? world.readers().name(text).orElse(null) : null,
        age.map(Age::wholeYears).orElse(null),
        age.map(Age::toIso).orElse(null),
        wanted(asking, "sex") ? world.readers().sex(text).map(Codes::of).orElse(null) : null,
        wanted(asking, "date")
            ? world
                .readers()
                .date(text, readIn, request.today() == null ? today : request.today())
                .orElse(null)
            : null,
        care.evidence());
  }

  /** Without a question everything is looked for, except a name: any words could be one. */
  private static boolean wanted(@Nullable String asking, String what) {
    return asking == null || asking.equals(what);
  }

  private Language first(PracticeConfig practice) {
    return practice.languages().stream()
        .map(world.languages()::find)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(world.languages()::first);
  }

  private static String code(Word word) {
    return Codes.of(word);
  }
}
