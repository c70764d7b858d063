package org.tabib.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.flow.Step.FixedOption;
import org.tabib.engine.flow.Step.Reader;
import org.tabib.engine.flow.Step.Target;
import org.tabib.engine.flow.Step.Typed;
import org.tabib.engine.language.Word;

class FlowReaderTest {
  private static final String GOOD =
      """
      id: a
      version: 2
      start: ask
      steps:
        ask:
          ask: { text: t, retry: r, read: name, save: name, next: pick }
        pick:
          choose:
            text: t
            save: picked
            fresh: true
            options:
              - { id: one, title: t1, word: someone-else, next: act }
            typed: { read: date, save: from, next: act }
        act:
          do: { action: look, outcomes: { found: say, none: "flow:menu" } }
        say:
          say: { text: t, next: return }
      """;

  @Test
  void readsEveryKindOfStep() {
    FlowDefinition flow = FlowReader.read("a.2.yaml", GOOD);

    assertThat(flow.file()).isEqualTo("a.2.yaml");
    assertThat(flow.steps().keySet()).containsExactly("ask", "pick", "act", "say");
    assertThat(flow.step("ask"))
        .isEqualTo(new Step.Ask("t", "r", Reader.NAME, "name", new Target.ToStep("pick")));
    Step.Choose pick = (Step.Choose) flow.step("pick");
    assertThat(pick.options())
        .containsExactly(new FixedOption("one", "t1", Word.SOMEONE_ELSE, new Target.ToStep("act")));
    assertThat(pick.typed()).isEqualTo(new Typed(Reader.DATE, "from", new Target.ToStep("act")));
    assertThat(pick.fresh()).isTrue();
    assertThat(pick.button()).isEqualTo("common.choose-button");
    assertThat(((Step.Do) flow.step("act")).outcomes())
        .containsEntry("none", new Target.ToFlow("menu"));
    assertThat(flow.step("say")).isEqualTo(new Step.Say("t", new Target.Return()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: 2 | version: 0 | version: must be a number from 1
          start: ask | start: nope | start: there is no step nope
          id: a | id: | flow: needs 'id'
          id: a | colour: red | flow: does not know 'colour'
          read: name | read: iris | ask: cannot read a iris
          retry: r, | '' | ask: needs 'retry'
          retry: r, | again: r, | ask: does not know 'again'
          word: someone-else | word: perhaps | pick: unknown word perhaps
          title: t1, | '' | pick: needs 'title'
          fresh: true | offered: true | pick: has 'next' exactly when its options are offered
          save: picked | next: act | pick: has 'next' exactly when its options are offered
          action: look, | '' | act: needs 'action'
          '{ text: t, next: return }' | '{ text: t }' | say: needs 'next'
          '  say: { text: t' | '  sing: { text: t' | say: unknown kind of step sing
          """)
  void namesFileAndPlaceOfWhatIsWrong(String right, String wrong, String problem) {
    String yaml = GOOD.replace(right, wrong == null ? "" : wrong);
    assertThat(yaml).isNotEqualTo(GOOD);

    assertThatThrownBy(() -> FlowReader.read("a.2.yaml", yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a.2.yaml: " + problem);
  }

  @Test
  void refusesWhatIsNotYaml() {
    assertThatThrownBy(() -> FlowReader.read("a.1.yaml", "id: ["))
        .hasMessageStartingWith("a.1.yaml: not YAML");
    assertThatThrownBy(() -> FlowReader.read("a.1.yaml", GOOD.replace("version: 2", "id: b")))
        .hasMessageStartingWith("a.1.yaml: not YAML");
  }

  @Test
  void refusesAFlowWithoutSteps() {
    assertThatThrownBy(() -> FlowReader.read("a.1.yaml", "id: a\nversion: 1\nstart: x\nsteps: {}"))
        .hasMessage("a.1.yaml: steps: must be a map of at least one step");
  }
}
