package org.tabib.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Progress.State;

class FlowInterpreterTest {
  private static final FlowLibrary LIBRARY =
      new FlowLibrary(
          List.of(
              FlowReader.read(
                  "main.1.yaml",
                  """
                  id: main
                  version: 1
                  start: name
                  steps:
                    name:
                      ask: { text: name, retry: name-again, read: name, save: name, next: find }
                    find:
                      do: { action: find, outcomes: { found: pick, none: sorry } }
                    sorry:
                      say: { text: sorry, next: name }
                    pick:
                      choose: { text: pick, offered: true, save: picked, next: sure }
                    sure:
                      choose:
                        text: sure
                        fresh: true
                        options:
                          - { id: "yes", title: Confirm, word: "yes", next: book }
                          - { id: "no", title: Leave, word: "no", next: end }
                    book:
                      do: { action: book, outcomes: { done: done, taken: pick } }
                    done:
                      say: { text: done, next: end }
                  """),
              FlowReader.read(
                  "menu.1.yaml",
                  """
                  id: menu
                  version: 1
                  start: menu
                  steps:
                    menu:
                      choose:
                        text: menu
                        options:
                          - { id: main, title: Begin, next: "flow:main" }
                  """),
              FlowReader.read(
                  "aside.1.yaml",
                  """
                  id: aside
                  version: 1
                  start: aside
                  steps:
                    aside:
                      choose:
                        text: aside
                        options:
                          - { id: back, title: Go on, next: return }
                  """)));

  private final FlowInterpreter interpreter = new FlowInterpreter(LIBRARY);
  private final PlayedStage stage = new PlayedStage();
  private int turn;

  FlowInterpreterTest() {
    stage.actions.put("find", found(3));
    stage.actions.put("book", new Stage.Acted.Owed(Map.of("effect", "1")));
  }

  @Test
  void walksFromQuestionToQuestion() {
    Progress asked = begin();
    assertThat(body(asked)).isEqualTo("name");

    Progress picking = types(asked, "Asha");
    assertThat(body(picking)).isEqualTo("pick");
    assertThat(picking.answers().value("name")).isEqualTo("Asha");

    Progress sure = types(picking, "2");
    assertThat(sure.answers().value("picked")).isEqualTo("v2");

    Progress owing = types(sure, "yes");
    assertThat(owing.state()).isEqualTo(State.OWING);
    assertThat(owing.messages()).isEmpty();
    assertThat(owing.answers().value("effect")).isEqualTo("1");

    Progress ended =
        interpreter.settled(cursor(owing), owing.answers(), "done", Map.of(), List.of(), 9, stage);
    assertThat(ended.state()).isEqualTo(State.ENDED);
    assertThat(ended.cursor()).isNull();
    assertThat(ended.ended()).containsExactly(new Progress.Ended("main", 1, "done"));
    assertThat(body(ended)).isEqualTo("done");
  }

  @Test
  void asksAgainWithAnExampleWhenTheAnswerCannotBeRead() {
    Progress again = types(begin(), "?");

    assertThat(again.understood()).isFalse();
    assertThat(body(again)).isEqualTo("name-again");
    assertThat(cursor(again).step()).isEqualTo("name");
  }

  @Test
  void saysThatItDidNotGetWhatChoosesNothing() {
    Progress again = types(picking(), "perhaps");

    assertThat(again.understood()).isFalse();
    assertThat(body(again)).isEqualTo("common.choose\n\npick");
  }

  @Test
  void joinsWhatIsSaidWithTheQuestionThatFollows() {
    stage.actions.put("find", Stage.Acted.done("none"));

    assertThat(body(types(begin(), "Asha"))).isEqualTo("sorry\n\nname");
  }

  @Test
  void goesBackThroughTheQuestionsThatWereAnswered() {
    Progress sure = types(picking(), "1");

    Progress pick = interpreter.back(cursor(sure), sure.answers(), 9, stage);
    assertThat(cursor(pick).step()).isEqualTo("pick");
    Progress name = interpreter.back(cursor(pick), pick.answers(), 10, stage);
    assertThat(cursor(name).step()).isEqualTo("name");
    Progress first = interpreter.back(cursor(name), name.answers(), 11, stage);
    assertThat(cursor(first).step()).isEqualTo("name");
  }

  @Test
  void goingBackComputesTheOptionsAnew() {
    Progress sure = types(picking(), "1");
    stage.actions.put("find", found(1));

    Progress pick = interpreter.back(cursor(sure), sure.answers(), 9, stage);

    assertThat(pick.answers().offered()).hasSize(1);
  }

  @Test
  void returnsToWhatWasInterruptedWithAllItHadLearned() {
    Progress picking = picking();
    Progress aside =
        interpreter.interrupt("aside", cursor(picking), picking.answers(), Map.of(), 9, stage);

    Progress returned = types(aside, "go on");

    assertThat(cursor(returned).step()).isEqualTo("pick");
    assertThat(returned.answers()).isEqualTo(picking.answers());
  }

  @Test
  void anInterruptionOfAnInterruptionReturnsToTheDialogue() {
    Progress picking = picking();
    Progress aside =
        interpreter.interrupt("aside", cursor(picking), picking.answers(), Map.of(), 9, stage);
    Progress again =
        interpreter.interrupt("aside", cursor(aside), aside.answers(), Map.of(), 10, stage);

    assertThat(cursor(types(again, "go on")).step()).isEqualTo("pick");
  }

  @Test
  void goesToTheMenuWhenThereIsNothingToReturnTo() {
    Progress aside = interpreter.begin("aside", Answers.NONE, 1, List.of(), stage);
    Progress same =
        interpreter.interrupt("aside", cursor(aside), aside.answers(), Map.of(), 2, stage);

    assertThat(cursor(types(aside, "go on")).flow()).isEqualTo("menu");
    assertThat(cursor(types(same, "go on")).flow()).isEqualTo("menu");
  }

  @Test
  void anotherFlowForgetsWhatWasLearned() {
    Progress menu =
        interpreter.begin("menu", Answers.NONE.with(Map.of("x", "y")), 1, List.of(), stage);

    Progress main = types(menu, "begin");

    assertThat(main.answers()).isEqualTo(Answers.NONE);
    assertThat(main.ended()).containsExactly(new Progress.Ended("menu", 1, "menu"));
  }

  @Test
  void showsTheNextPage() {
    stage.actions.put("find", found(15));
    Progress first = types(begin(), "Asha");

    Progress second = types(first, "more");

    assertThat(second.answers().page()).isEqualTo(1);
    assertThat(types(second, "1").answers().value("picked")).isEqualTo("v10");
  }

  @Test
  void knowsATapOnAnOlderStep() {
    Progress sure = types(picking(), "1");

    Progress stale = taps(sure, new OptionId(2, "main", "pick", "v2"));

    assertThat(stale.understood()).isFalse();
    assertThat(body(stale)).isEqualTo("common.stale\n\nsure");
  }

  @Test
  void takesATapOnAnOlderCopyOfTheQuestionUnlessItMustBeFresh() {
    Progress picking = picking();
    assertThat(taps(picking, new OptionId(0, "main", "pick", "v2")).answers().value("picked"))
        .isEqualTo("v2");

    Progress sure = types(picking, "1");
    int shown = cursor(sure).turn();
    assertThat(taps(sure, new OptionId(shown - 1, "main", "sure", "yes")).understood()).isFalse();
    assertThat(taps(sure, new OptionId(shown, "main", "sure", "yes")).state())
        .isEqualTo(State.OWING);
  }

  @Test
  void saysThatItIsStillWorkingWhileSomethingIsOwed() {
    Progress owing = types(types(picking(), "1"), "yes");

    Progress still = types(owing, "hello?");

    assertThat(still.state()).isEqualTo(State.OWING);
    assertThat(body(still)).isEqualTo("common.working");
    assertThat(stage.performed).containsOnlyOnce("book");
  }

  @Test
  void waitsForWhatMustBeLookedUpAndTellsFailures() {
    stage.actions.put("find", new Stage.Acted.Missing());
    assertThat(types(begin(), "Asha").state()).isEqualTo(State.MISSING);

    stage.actions.put("find", new Stage.Acted.Failed());
    assertThat(types(begin(), "Asha").state()).isEqualTo(State.FAILED);
  }

  @Test
  void refusesAnOutcomeThatTheFlowDoesNotKnow() {
    stage.actions.put("find", Stage.Acted.done("perhaps"));

    assertThatThrownBy(() -> types(begin(), "Asha"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("action find has no outcome perhaps");
  }

  @Test
  void refusesToSettleAStepThatWaitsForNothing() {
    Progress picking = picking();

    assertThatThrownBy(
            () ->
                interpreter.settled(
                    cursor(picking), picking.answers(), "done", Map.of(), List.of(), 9, stage))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Progress begin() {
    return interpreter.begin("main", Answers.NONE, ++turn, List.of(), stage);
  }

  private Progress picking() {
    return types(begin(), "Asha");
  }

  private Progress types(Progress before, String text) {
    return interpreter.answer(
        cursor(before), before.answers(), new Input.Typed(text), ++turn, stage);
  }

  private Progress taps(Progress before, OptionId option) {
    return interpreter.answer(
        cursor(before), before.answers(), new Input.Tapped(option, "x"), ++turn, stage);
  }

  private static Stage.Acted found(int count) {
    return new Stage.Acted.Done("found", Map.of(), PlayedStage.options(count));
  }

  private static Cursor cursor(Progress progress) {
    return Objects.requireNonNull(progress.cursor());
  }

  private static String body(Progress progress) {
    assertThat(progress.messages()).hasSize(1);
    OutboundContent only = progress.messages().getFirst();
    return only.body();
  }
}
