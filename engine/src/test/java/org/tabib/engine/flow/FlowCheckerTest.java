package org.tabib.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;
import org.tabib.engine.language.Texts;

class FlowCheckerTest {
  private static final Languages LANGUAGES = Languages.load();
  private static final Texts TEXTS = Texts.load(LANGUAGES);
  private static final Map<String, List<String>> ACTIONS =
      Map.of("look", List.of("found", "none"), "note", List.of("done"));

  /** A sound flow, so that each test adds one thing that is wrong. */
  private static final String MENU =
      """
      id: menu
      version: 1
      start: menu
      steps:
        menu:
          choose:
            text: menu.ask
            options:
              - { id: book, title: menu.book, next: end }
              - { id: help, title: menu.help, next: end }
      """;

  @Test
  void findsNothingInSoundFlows() {
    assertThat(problems(MENU, flow("ask", ask("end")))).isEmpty();
  }

  @Test
  void findsStepsThatCannotBeReached() {
    assertThat(problems(MENU, flow("ask", ask("end") + "  lost: " + say("end"))))
        .containsExactly("a.1.yaml: lost: cannot be reached from ask");
  }

  @Test
  void findsTargetsThatAreNotThere() {
    assertThat(problems(MENU, flow("ask", ask("nowhere"))))
        .containsExactly("a.1.yaml: ask: leads to a step that is not there: nowhere");
    assertThat(problems(MENU, flow("ask", ask("\"flow:b\""))))
        .containsExactly("a.1.yaml: ask: leads to a flow that is not there: b");
  }

  @Test
  void findsTextsThatAreNotThere() {
    assertThat(problems(MENU, flow("ask", ask("end").replace("booking.name,", "booking.nome,"))))
        .containsExactly("a.1.yaml: ask: there is no text booking.nome");
  }

  @Test
  void findsUnknownActions() {
    assertThat(problems(MENU, flow("act", act("dance", "done: end"))))
        .containsExactly("a.1.yaml: act: there is no action dance");
  }

  @Test
  void findsOutcomesThatDoNotMatchBothWays() {
    assertThat(problems(MENU, flow("act", act("look", "found: end, lost: end"))))
        .containsExactly(
            "a.1.yaml: act: outcome none of look leads nowhere",
            "a.1.yaml: act: look has no outcome lost");
  }

  @Test
  void findsLoopsThatNeverAsk() {
    assertThat(problems(MENU, flow("act", act("note", "done: speak") + "  speak: " + say("act"))))
        .containsExactly(
            "a.1.yaml: act: no question and no end can be reached from here",
            "a.1.yaml: speak: no question and no end can be reached from here");
  }

  @Test
  void findsLoopsOverSeveralFlows() {
    String back = flow("speak", "  speak: " + say("\"flow:a\"")).replace("id: a", "id: b");

    assertThat(problems(MENU, flow("speak", "  speak: " + say("\"flow:b\"")), back))
        .containsExactly(
            "a.1.yaml: speak: no question and no end can be reached from here",
            "b.1.yaml: speak: no question and no end can be reached from here");
  }

  @Test
  void acceptsLoopsWithAWayOut() {
    assertThat(
            problems(
                MENU, flow("act", act("look", "found: end, none: say") + "  say: " + say("act"))))
        .isEmpty();
  }

  @Test
  void findsOptionsThatAreThereTwice() {
    String options =
        """
              - { id: same, title: menu.book, next: end }
              - { id: same, title: menu.help, next: end }
        """;
    assertThat(problems(MENU, flow("pick", pick("", options))))
        .containsExactly("a.1.yaml: pick: option same is there twice");
  }

  @Test
  void findsTitlesThatAreTheSameInALanguage() {
    // In Hindi both are "रद्द करें"; in English they differ.
    String options =
        """
              - { id: one, title: booking.confirm.cancel, next: end }
              - { id: two, title: visits.cancel, next: end }
        """;
    assertThat(problems(MENU, flow("pick", pick("", options))))
        .contains("a.1.yaml: pick: two options have the title of visits.cancel in hi")
        .noneMatch(problem -> problem.endsWith(" in en"));
  }

  @Test
  void findsMoreOptionsThanAListTakes() {
    List<String> keys =
        TEXTS.keys().stream().filter(k -> k.startsWith("specialty.")).sorted().toList();
    StringBuilder options = new StringBuilder();
    IntStream.range(0, 11)
        .forEach(
            n ->
                options.append(
                    "        - { id: o%d, title: %s, next: end }\n".formatted(n, keys.get(n))));
    assertThat(problems(MENU, flow("pick", pick("", options.toString()))))
        .containsExactly("a.1.yaml: pick: has 11 fixed options, at most 10");
  }

  @Test
  void findsIdentifiersThatAreTooLong() {
    String option =
        "        - { id: %s, title: menu.book, next: end }\n".formatted("o".repeat(190));
    assertThat(problems(MENU, flow("pick", pick("", option))))
        .containsExactly(
            "a.1.yaml: pick: an option's identifier can be 208 characters long, at most 200");
  }

  @Test
  void findsOfferedOptionsThatNothingComputes() {
    String pick =
        "  pick:\n    choose: { text: booking.doctor, offered: true, save: doctor, next: end }\n";
    assertThat(problems(MENU, flow("ask", ask("pick") + pick)))
        .containsExactly(
            "a.1.yaml: pick: offers options, but there is a way to it on which no action computes any");
    assertThat(
            problems(
                MENU,
                flow(
                    "act", act("look", "found: pick, none: say") + pick + "  say: " + say("pick"))))
        .isEmpty();
  }

  @Test
  void findsOfferedOptionsThatNothingSaves() {
    String pick = "  pick:\n    choose: { text: booking.doctor, offered: true, next: end }\n";
    assertThat(problems(MENU, flow("act", act("note", "done: pick") + pick)))
        .containsExactly("a.1.yaml: pick: offers options and saves none of them");
  }

  @Test
  void findsTypedAlternativesThatTakeAnything() {
    String typed = "      typed: { read: text, save: note, next: end }\n";
    String options = "        - { id: one, title: menu.book, next: end }\n";
    assertThat(problems(MENU, flow("pick", pick(typed, options))))
        .containsExactly(
            "a.1.yaml: pick: takes any typed text, so that nothing typed is ever wrong");
  }

  @Test
  void findsVariablesThatAreNoNames() {
    assertThat(problems(MENU, flow("ask", ask("end").replace("save: name", "save: Full_Name"))))
        .containsExactly("a.1.yaml: ask: variable Full_Name is not lower-case-with-hyphens");
  }

  @Test
  void findsFlowsThatAreBegunByNameAndNotThere() {
    Problems found = new Problems();
    new FlowChecker(library(MENU), ACTIONS, LANGUAGES, TEXTS, found)
        .check(Set.of("menu", "welcome"));
    assertThat(lines(found))
        .containsExactly("flows: there is no flow welcome, and it is begun by name");
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThat(
            problems(
                MENU,
                flow("ask", ask("nowhere") + "  lost: " + say("end") + act("dance", "done: end"))))
        .hasSize(4);
  }

  @Test
  void theLibraryNamesEveryFlowOfTheSameVersion() {
    assertThatThrownBy(() -> library(MENU, MENU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("flow menu has version 1 twice");
  }

  private static List<String> problems(String... flows) {
    Problems found = new Problems();
    new FlowChecker(library(flows), ACTIONS, LANGUAGES, TEXTS, found).check(Set.of("menu"));
    return lines(found);
  }

  static List<String> lines(Problems problems) {
    try {
      problems.throwIfAny("x");
      return List.of();
    } catch (IllegalStateException e) {
      return e.getMessage().lines().skip(1).map(line -> line.substring(3)).toList();
    }
  }

  private static FlowLibrary library(String... flows) {
    return new FlowLibrary(
        Stream.of(flows).map(yaml -> FlowReader.read("test.yaml", yaml)).toList());
  }

  private static String flow(String start, String steps) {
    return "id: a\nversion: 1\nstart: " + start + "\nsteps:\n" + steps;
  }

  private static String ask(String next) {
    return "  ask:\n    ask: { text: booking.name, retry: booking.name.retry, read: name, save: name,"
        + " next: "
        + next
        + " }\n";
  }

  private static String say(String next) {
    return "{ say: { text: help.text, next: " + next + " } }\n";
  }

  private static String act(String action, String outcomes) {
    return "  act:\n    do: { action: " + action + ", outcomes: { " + outcomes + " } }\n";
  }

  private static String pick(String more, String options) {
    return "  pick:\n    choose:\n      text: menu.ask\n" + more + "      options:\n" + options;
  }
}
