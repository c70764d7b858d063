package org.tabib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tabib.engine.care.Assessment;
import org.tabib.engine.care.CareKnowledge;
import org.tabib.engine.care.Complaint;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.LanguageDetector;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Readers;
import org.tabib.engine.language.Words;

/** Every labelled line of every language is read as labelled ({@code labelled/README.md}). */
class LabelledLinesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final int FEWEST_LINES = 80;

  private final Languages languages = Languages.load();
  private final Words words = Words.load(languages);
  private final Readers readers = Readers.load(languages);
  private final LanguageDetector detector = LanguageDetector.load(languages);
  private final CareKnowledge care = CareKnowledge.load(languages);

  @TestFactory
  Stream<DynamicContainer> readsEveryLineAsLabelled() {
    return languages.all().stream()
        .map(
            language -> {
              List<String[]> lines = lines(language);
              Stream<DynamicTest> enough =
                  Stream.of(
                      DynamicTest.dynamicTest(
                          "has enough lines",
                          () -> assertThat(lines).hasSizeGreaterThanOrEqualTo(FEWEST_LINES)));
              Stream<DynamicTest> all =
                  lines.stream()
                      .map(
                          line ->
                              DynamicTest.dynamicTest(
                                  String.join(" | ", line),
                                  () -> check(language, line[0], decode(line[1]), line[2])));
              return DynamicContainer.dynamicContainer(language.tag(), Stream.concat(enough, all));
            });
  }

  private void check(Language language, String kind, String text, String expected) {
    switch (kind) {
      case "word" -> assertThat(show(words.wholeMessage(text, language))).isEqualTo(expected);
      case "number" -> {
        OptionalInt number = readers.number(text);
        assertThat(number.isPresent() ? "" + number.getAsInt() : "-").isEqualTo(expected);
      }
      case "age" ->
          assertThat(show(readers.age(text, language).map(Age::toIso))).isEqualTo(expected);
      case "sex" -> assertThat(show(readers.sex(text))).isEqualTo(expected);
      case "name" -> assertThat(show(readers.name(text))).isEqualTo(expected);
      case "date" -> assertThat(show(readers.date(text, language, TODAY))).isEqualTo(expected);
      case "language" ->
          assertThat(show(detector.detect(text).map(Language::tag))).isEqualTo(expected);
      case "care" -> checkCare(text, Arrays.asList(expected.split(" ")));
      default -> throw new IllegalArgumentException("unknown kind " + kind);
    }
  }

  private void checkCare(String text, List<String> expected) {
    Assessment read = care.assess(text);
    assertThat(List.of(read.urgency().name(), read.specialty()))
        .as("%s", read)
        .isEqualTo(expected.subList(0, 2));
    assertThat(read.complaints().stream().map(Complaint::id).toList())
        .as("%s", read)
        .containsAll(expected.subList(2, expected.size()));
  }

  private static String show(Optional<?> value) {
    return value.map(Object::toString).orElse("-");
  }

  private static String decode(String text) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(text)
        .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
  }

  private static List<String[]> lines(Language language) {
    String file = "labelled/" + language.tag() + ".tsv";
    try (InputStream in = LabelledLinesTest.class.getClassLoader().getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }
}
