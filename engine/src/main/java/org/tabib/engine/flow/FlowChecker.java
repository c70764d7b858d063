package org.tabib.engine.flow;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.FlowDefinition.Exit;
import org.tabib.engine.flow.Step.Choose;
import org.tabib.engine.flow.Step.FixedOption;
import org.tabib.engine.flow.Step.Reader;
import org.tabib.engine.flow.Step.Target;
import org.tabib.engine.flow.Step.Typed;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;
import org.tabib.engine.language.TextNormaliser;
import org.tabib.engine.language.Texts;

/**
 * Holds flows to what the interpreter relies on, before anybody talks to them: at start and in the
 * build. Every problem names the file and the step; all of them are found in one go.
 */
public final class FlowChecker {
  /** Texts that the interpreter says by itself. */
  public static final Set<String> OWN_TEXTS =
      Set.of("common.choose", "common.more", "common.stale", "common.working");

  /** Longest value of a computed option: a slot is a schedule's id, a time and a length. */
  private static final int LONGEST_VALUE = 120;

  private static final int LONGEST_TURN = 10;
  private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

  private final FlowLibrary library;
  private final Map<String, List<String>> actions;
  private final Languages languages;
  private final Texts texts;
  private final Problems problems;

  /**
   * @param actions every action that a flow can name, with all its outcomes
   * @param problems takes what is found
   */
  public FlowChecker(
      FlowLibrary library,
      Map<String, List<String>> actions,
      Languages languages,
      Texts texts,
      Problems problems) {
    this.library = library;
    this.actions = actions;
    this.languages = languages;
    this.texts = texts;
    this.problems = problems;
  }

  /**
   * Checks every version of every flow.
   *
   * @param required flows that code begins by name
   */
  public void check(Collection<String> required) {
    for (String id : new TreeSet<>(required)) {
      if (!library.has(id)) {
        problems.add("flows: there is no flow " + id + ", and it is begun by name");
      }
    }
    for (String key : new TreeSet<>(OWN_TEXTS)) {
      text("flows", key);
    }
    library.all().forEach(flow -> new OneFlow(flow).check());
    FlowEndings.stuck(library).forEach(problems::add);
  }

  /** Every text that a step names. */
  public static Set<String> textsOf(Step step) {
    Set<String> keys = new TreeSet<>();
    switch (step) {
      case Step.Ask ask -> keys.addAll(List.of(ask.text(), ask.retry()));
      case Step.Say say -> keys.add(say.text());
      case Step.Do act -> {}
      case Choose choose -> {
        keys.addAll(List.of(choose.text(), choose.button()));
        choose.options().forEach(option -> keys.add(option.title()));
        if (choose.variants() != null) {
          keys.addAll(choose.variants().texts().values());
        }
      }
    }
    return keys;
  }

  private void text(String place, String key) {
    if (!texts.has(key)) {
      problems.add(place + ": there is no text " + key);
    }
  }

  private final class OneFlow {
    private final FlowDefinition flow;

    OneFlow(FlowDefinition flow) {
      this.flow = flow;
    }

    void check() {
      if (!flow.id().matches(NAME)) {
        problems.add(flow.file() + ": the id " + flow.id() + " is not lower-case-with-hyphens");
      }
      Set<String> reachable = reachable();
      flow.steps().forEach((name, step) -> check(name, step, reachable.contains(name)));
    }

    private void check(String name, Step step, boolean reachable) {
      String place = flow.place(name);
      if (!name.matches(NAME)) {
        problems.add(place + ": a step's name is lower-case-with-hyphens");
      }
      if (!reachable) {
        problems.add(place + ": cannot be reached from " + flow.start());
      }
      FlowDefinition.exits(step).forEach(exit -> target(place, exit));
      textsOf(step).forEach(key -> text(place, key));
      switch (step) {
        case Step.Do act -> outcomes(place, act);
        case Choose choose -> choices(name, choose);
        case Step.Ask ask -> variable(place, ask.save());
        case Step.Say say -> {}
      }
    }

    private void target(String place, Exit exit) {
      switch (exit.target()) {
        case Target.ToStep(String step) -> {
          if (!flow.steps().containsKey(step)) {
            problems.add(place + ": leads to a step that is not there: " + step);
          }
        }
        case Target.ToFlow(String id) -> flow(place, id);
        case Target.ToFlowWith(String id) -> flow(place, id);
        case Target.End end -> {}
        case Target.Return back -> {}
      }
    }

    private void flow(String place, String id) {
      if (!library.has(id)) {
        problems.add(place + ": leads to a flow that is not there: " + id);
      }
    }

    private void outcomes(String place, Step.Do act) {
      List<String> declared = actions.get(act.action());
      if (declared == null) {
        problems.add(place + ": there is no action " + act.action());
        return;
      }
      for (String outcome : declared) {
        if (!act.outcomes().containsKey(outcome)) {
          problems.add(place + ": outcome " + outcome + " of " + act.action() + " leads nowhere");
        }
      }
      for (String outcome : new TreeSet<>(act.outcomes().keySet())) {
        if (!declared.contains(outcome)) {
          problems.add(place + ": " + act.action() + " has no outcome " + outcome);
        }
      }
    }

    private void choices(String name, Choose choose) {
      String place = flow.place(name);
      int most = choose.offered() ? OutboundContent.ROWS_LIMIT - 2 : OutboundContent.ROWS_LIMIT;
      if (choose.options().size() > most) {
        problems.add(
            place + ": has " + choose.options().size() + " fixed options, at most " + most);
      }
      Set<String> ids = new HashSet<>();
      for (FixedOption option : choose.options()) {
        if (!ids.add(option.id())) {
          problems.add(place + ": option " + option.id() + " is there twice");
        }
        if (!option.id().matches(NAME)) {
          problems.add(place + ": option id " + option.id() + " is not lower-case-with-hyphens");
        }
        if (option.when() != null) {
          variable(place, option.when());
        }
        identifier(name, option.id().length());
      }
      languages.all().forEach(language -> titles(place, choose, language));
      saves(place, choose);
      if (choose.offered()) {
        identifier(name, LONGEST_VALUE);
        if (!computed(name, new HashSet<>())) {
          problems.add(
              place + ": offers options, but there is a way to it on which no action computes any");
        }
      }
    }

    private void titles(String place, Choose choose, Language language) {
      Set<String> titles = new HashSet<>();
      for (FixedOption option : choose.options()) {
        if (texts.has(option.title())
            && !titles.add(TextNormaliser.normalise(texts.pattern(language, option.title())))) {
          problems.add(
              place
                  + ": two options have the title of "
                  + option.title()
                  + " in "
                  + language.tag());
        }
      }
    }

    private void saves(String place, Choose choose) {
      String save = choose.save();
      if (save != null) {
        variable(place, save);
      } else if (choose.offered()) {
        problems.add(place + ": offers options and saves none of them");
      }
      Typed typed = choose.typed();
      if (typed != null) {
        variable(place, typed.save());
        if (typed.reader() == Reader.TEXT) {
          problems.add(place + ": takes any typed text, so that nothing typed is ever wrong");
        }
      }
    }

    private void variable(String place, String variable) {
      if (!variable.matches(NAME)) {
        problems.add(place + ": variable " + variable + " is not lower-case-with-hyphens");
      }
    }

    private void identifier(String step, int value) {
      int length = LONGEST_TURN + 1 + flow.id().length() + 1 + step.length() + 1 + value;
      if (length > OutboundContent.ROW_ID_LIMIT) {
        problems.add(
            flow.place(step)
                + ": an option's identifier can be "
                + length
                + " characters long, at most "
                + OutboundContent.ROW_ID_LIMIT);
      }
    }

    /** Whether an action comes right before this step, but for what is said, on every way to it. */
    private boolean computed(String step, Set<String> seen) {
      if (step.equals(flow.start())) {
        return false;
      }
      for (Map.Entry<String, Step> before : flow.steps().entrySet()) {
        boolean leadsHere =
            FlowDefinition.exits(before.getValue()).stream()
                .anyMatch(exit -> exit.target().equals(new Target.ToStep(step)));
        if (leadsHere && !computes(before.getKey(), before.getValue(), seen)) {
          return false;
        }
      }
      return true;
    }

    private boolean computes(String name, Step step, Set<String> seen) {
      return switch (step) {
        case Step.Do act -> true;
        case Step.Say say -> !seen.add(name) || computed(name, seen);
        case Step.Ask ask -> false;
        case Choose choose -> false;
      };
    }

    private Set<String> reachable() {
      Set<String> seen = new HashSet<>();
      Deque<String> open = new ArrayDeque<>(List.of(flow.start()));
      while (!open.isEmpty()) {
        String name = open.pop();
        @Nullable Step step = flow.steps().get(name);
        if (step != null && seen.add(name)) {
          FlowDefinition.exits(step)
              .forEach(
                  exit -> {
                    if (exit.target() instanceof Target.ToStep(String next)) {
                      open.push(next);
                    }
                  });
        }
      }
      return seen;
    }
  }
}
