package org.tabib.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Choices.Choice;
import org.tabib.engine.flow.Step.Choose;
import org.tabib.engine.flow.Step.FixedOption;
import org.tabib.engine.flow.Step.Target;
import org.tabib.engine.language.Word;

class ChoicesTest {
  private static final Target NEXT = new Target.End();

  private final PlayedStage stage = new PlayedStage();

  @Test
  void takesTheNumberOfWhatIsShown() {
    Choices choices = fixed("Confirm", "Other time", "Cancel");

    assertThat(chosen(choices, "2")).isEqualTo("Other time");
    assertThat(choices.byWords("0")).isEmpty();
    assertThat(choices.byWords("4")).isEmpty();
  }

  @Test
  void takesTheTitleInAnyCase() {
    assertThat(chosen(fixed("Confirm", "Other time"), "OTHER TIME")).isEqualTo("Other time");
  }

  @Test
  void takesAWordOfTheTitleWhenOnlyOneHasIt() {
    Choices choices = fixed("Dr. Ananya Rao", "Dr. Vikram Mehta", "Dr. Vikram Rao");

    assertThat(chosen(choices, "ananya")).isEqualTo("Dr. Ananya Rao");
    assertThat(choices.byWords("vikram")).isEmpty();
    assertThat(choices.byWords("dr")).isEmpty();
  }

  @Test
  void forgivesOneWrongLetterInALongerTitle() {
    Choices choices = fixed("Female", "Other");

    assertThat(chosen(choices, "femal")).isEqualTo("Female");
    assertThat(chosen(choices, "femaie")).isEqualTo("Female");
    assertThat(choices.byWords("fxmaie")).isEmpty();
  }

  @Test
  void takesWordsThatMeanAnOption() {
    Choices choices =
        new Choices(
            choose(List.of(new FixedOption("yes", "Confirm", Word.YES, NEXT)), false),
            Answers.NONE,
            stage);

    assertThat(choices.byWords("yes")).map(Choice::value).contains("yes");
    assertThat(choices.byWords("no")).isEmpty();
    assertThat(choices.byWords("")).isEmpty();
  }

  @Test
  void showsTenAtOnceAndPagesBeyond() {
    assertThat(offered(9, 0).shown()).hasSize(10);

    List<Choice> first = offered(12, 0).shown();
    assertThat(first).hasSize(OutboundContent.ROWS_LIMIT);
    assertThat(values(first))
        .containsExactly("v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", Choices.MORE, "fixed");
    assertThat(values(offered(12, 1).shown()))
        .containsExactly("v9", "v10", "v11", "v12", Choices.MORE, "fixed");
    assertThat(values(offered(12, 2).shown())).isEqualTo(values(first));
  }

  @Test
  void numbersCountWhatIsShownOnThePage() {
    assertThat(offered(12, 1).byWords("1")).map(Choice::value).contains("v9");
  }

  @Test
  void everyPageKeepsToTheLimitAndNothingIsLost() {
    for (int count = 0; count <= 40; count++) {
      java.util.Set<String> seen = new java.util.TreeSet<>();
      for (int page = 0; page < 8; page++) {
        List<Choice> shown = offered(count, page).shown();
        assertThat(shown).hasSizeLessThanOrEqualTo(OutboundContent.ROWS_LIMIT);
        seen.addAll(values(shown));
      }
      assertThat(seen).containsAll(PlayedStage.options(count).stream().map(Option::id).toList());
    }
  }

  @Test
  void findsOptionsOfOtherPagesByValueAndTitle() {
    Choices first = offered(12, 0);

    assertThat(first.byValue("v12")).map(Choice::title).contains("Title 12");
    assertThat(first.byWords("title 12")).map(Choice::value).contains("v12");
    assertThat(first.byValue("v13")).isEmpty();
  }

  @Test
  void thereIsNoMoreWhenEverythingIsShown() {
    assertThat(offered(3, 0).byValue(Choices.MORE)).isEmpty();
    assertThat(offered(12, 0).byValue(Choices.MORE)).isPresent();
  }

  private Choices fixed(String... titles) {
    return new Choices(
        choose(
            List.of(titles).stream()
                .map(title -> new FixedOption(title, title, null, NEXT))
                .toList(),
            false),
        Answers.NONE,
        stage);
  }

  private Choices offered(int count, int page) {
    Answers answers = new Answers(Map.of(), PlayedStage.options(count), page, List.of(), null);
    return new Choices(
        choose(List.of(new FixedOption("fixed", "Something fixed", null, NEXT)), true),
        answers,
        stage);
  }

  private static Choose choose(List<FixedOption> options, boolean offered) {
    return new Choose("t", options, offered, "v", offered ? NEXT : null, "b", null, false);
  }

  private static String chosen(Choices choices, String typed) {
    return choices.byWords(typed).orElseThrow().title();
  }

  private static List<String> values(List<Choice> choices) {
    return choices.stream().map(Choice::value).toList();
  }
}
