package org.tabib.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Step.Choose;
import org.tabib.engine.flow.Step.FixedOption;
import org.tabib.engine.flow.Step.Target;

class PromptsTest {
  private static final Cursor CURSOR = new Cursor("flow", 1, "step", 7);

  @Test
  void saysWhatCameBeforeAndTheQuestionInOneMessage() {
    assertThat(Prompts.question(List.of("Thanks.", "Nearly done."), "How old are you?"))
        .containsExactly(new OutboundContent.Text("Thanks.\n\nNearly done.\n\nHow old are you?"));
  }

  @Test
  void saysNothingWhenThereIsNothingToSay() {
    assertThat(Prompts.statements(List.of())).isEmpty();
  }

  @Test
  void showsUpToThreeShortOptionsAsButtons() {
    assertThat(choice(List.of(), "q", 3, "short", null))
        .singleElement()
        .isInstanceOf(OutboundContent.Buttons.class);
    assertThat(choice(List.of(), "q", 4, "short", null))
        .singleElement()
        .isInstanceOf(OutboundContent.Rows.class);
    assertThat(choice(List.of(), "q", 2, "longer than twenty letters", null))
        .singleElement()
        .isInstanceOf(OutboundContent.Rows.class);
    assertThat(choice(List.of(), "q", 2, "short", "described"))
        .singleElement()
        .isInstanceOf(OutboundContent.Rows.class);
  }

  @Test
  void titleThatIsCutIsReadWholeBelowItsRow() {
    OutboundContent.Rows rows =
        (OutboundContent.Rows)
            choice(List.of(), "q", 4, "Maternal and child health services", null).getFirst();

    assertThat(rows.options())
        .allSatisfy(
            row -> {
              assertThat(row.title()).endsWith("…");
              assertThat(row.description()).isEqualTo("Maternal and child health services");
            });
    rows = (OutboundContent.Rows) choice(List.of(), "q", 4, "Dental", null).getFirst();
    assertThat(rows.options()).allMatch(row -> row.description() == null);
  }

  @Test
  void everyOptionSaysWhereItBelongs() {
    OutboundContent.Buttons buttons =
        (OutboundContent.Buttons) choice(List.of(), "q", 2, "short", null).getFirst();

    assertThat(OptionId.parse(buttons.options().get(1).id()))
        .contains(new OptionId(7, "flow", "step", "v1"));
  }

  @Test
  void shortensWhatDoesNotFitOneMessage() {
    String paragraph = "x".repeat(3000);

    assertThat(Prompts.statements(List.of(paragraph, paragraph)))
        .singleElement()
        .satisfies(
            said -> assertThat(said.body()).hasSize(OutboundContent.TEXT_LIMIT).endsWith("…"));
    assertThat(Prompts.question(List.of(paragraph, paragraph), "How old are you?"))
        .singleElement()
        .satisfies(
            said ->
                assertThat(said.body())
                    .hasSize(OutboundContent.TEXT_LIMIT)
                    .endsWith("…\n\nHow old are you?"));
  }

  @Test
  void makesAListOfWhatDoesNotFitAboveButtons() {
    String before = "x".repeat(1020);

    assertThat(choice(List.of(before), "Right?", 2, "short", null))
        .singleElement()
        .isInstanceOf(OutboundContent.Rows.class)
        .extracting(OutboundContent::body)
        .isEqualTo(before + "\n\nRight?");
  }

  @Property(tries = 300)
  void nothingExceedsTheLimits(
      @ForAll("texts") String question,
      @ForAll @Size(max = 3) List<@net.jqwik.api.From("texts") String> said,
      @ForAll @IntRange(min = 1, max = 25) int options,
      @ForAll("texts") String title,
      @ForAll("texts") String description,
      @ForAll boolean described) {
    List<OutboundContent> all =
        new ArrayList<>(choice(said, question, options, title, described ? description : null));
    all.addAll(Prompts.question(said, question));
    all.addAll(Prompts.statements(said));

    for (OutboundContent content : all) {
      switch (content) {
        case OutboundContent.Text text ->
            assertThat(text.body().length()).isBetween(0, OutboundContent.TEXT_LIMIT);
        case OutboundContent.Buttons buttons -> {
          assertThat(buttons.body().length())
              .isLessThanOrEqualTo(OutboundContent.BUTTONS_BODY_LIMIT);
          assertThat(buttons.options()).hasSizeBetween(1, OutboundContent.BUTTONS_LIMIT);
          assertThat(buttons.options())
              .allMatch(o -> o.title().length() <= OutboundContent.BUTTON_TITLE_LIMIT);
        }
        case OutboundContent.Rows rows -> {
          assertThat(rows.body().length()).isLessThanOrEqualTo(OutboundContent.TEXT_LIMIT);
          assertThat(rows.button().length())
              .isLessThanOrEqualTo(OutboundContent.BUTTON_TITLE_LIMIT);
          assertThat(rows.options()).hasSizeBetween(1, OutboundContent.ROWS_LIMIT);
          assertThat(rows.options())
              .allMatch(o -> o.title().length() <= OutboundContent.ROW_TITLE_LIMIT)
              .allMatch(o -> o.id().length() <= OutboundContent.ROW_ID_LIMIT)
              .allMatch(
                  o ->
                      o.description() == null
                          || o.description().length() <= OutboundContent.ROW_DESCRIPTION_LIMIT);
        }
        case OutboundContent.Template template ->
            throw new AssertionError("a question is never a template");
      }
    }
  }

  @Property(tries = 300)
  void shorteningNeverCutsACharacterInTwo(
      @ForAll("texts") String text, @ForAll @IntRange(min = 20, max = 80) int limit) {
    String shortened = Prompts.shortened(text, limit);

    assertThat(shortened.length()).isLessThanOrEqualTo(limit);
    if (!shortened.equals(text)) {
      String kept = shortened.substring(0, shortened.length() - 1);
      BreakIterator graphemes = BreakIterator.getCharacterInstance();
      graphemes.setText(text);
      int from = text.indexOf(kept);
      assertThat(from).isNotNegative();
      assertThat(graphemes.isBoundary(from + kept.length())).isTrue();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of("a", "word", " ", "\n\n", "नमस्ते", "क्षेत्र", "👩‍👩‍👧", "é", "தமிழ்");
    return Arbitraries.oneOf(
        words.list().ofMinSize(1).ofMaxSize(60).map(parts -> "x" + String.join("", parts)),
        words.list().ofMinSize(800).ofMaxSize(2500).map(parts -> "x" + String.join("", parts)));
  }

  private static List<OutboundContent> choice(
      List<String> said, String question, int options, String title, String description) {
    PlayedStage stage = new PlayedStage();
    stage.texts.put("q", question);
    List<Option> offered = new ArrayList<>();
    for (int i = 0; i < options; i++) {
      offered.add(new Option("v" + i, title, description));
    }
    Choose step =
        new Choose(
            "q",
            List.<FixedOption>of(),
            true,
            "v",
            new Target.End(),
            "What opens the list of options",
            null,
            false);
    return Prompts.choice(
        said, CURSOR, step, new Answers(Map.of(), offered, 0, List.of(), null), stage);
  }
}
