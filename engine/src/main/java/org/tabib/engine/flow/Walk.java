package org.tabib.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Progress.Ended;
import org.tabib.engine.flow.Progress.State;
import org.tabib.engine.flow.Step.Target;

/**
 * One turn of one dialogue: from step to step until something must be waited for. The only mutable
 * thing among flows, and it never leaves its turn.
 */
final class Walk {
  /** The checker refuses loops without a question; this is the second lock on that door. */
  private static final int MOST_STEPS = 100;

  private final FlowLibrary library;
  private FlowDefinition flow;
  private Answers answers;
  private final int turn;
  private final Stage stage;
  private final List<String> said;
  private final List<Ended> ended = new ArrayList<>();
  private boolean understood = true;

  /**
   * @param turn the number of the next question, see {@link Cursor#turn}
   * @param said what is said before it
   */
  Walk(
      FlowLibrary library,
      FlowDefinition flow,
      Answers answers,
      int turn,
      Stage stage,
      List<String> said) {
    this.library = library;
    this.flow = flow;
    this.answers = answers;
    this.turn = turn;
    this.stage = stage;
    this.said = new ArrayList<>(said);
  }

  Answers answers() {
    return answers;
  }

  Stage stage() {
    return stage;
  }

  // ── an answer ─────────────────────────────────────────────────────────────────────────────────

  /** An answer is kept, and the walk goes on. */
  Progress accept(String step, String variable, String value, Target next) {
    answers = answers.with(Map.of(variable, value));
    return pass(step, next);
  }

  /** An answer of which nothing but the way on is kept. */
  Progress pass(String step, Target next) {
    answers = answers.after(step);
    return leave(step, next);
  }

  /** The same question with the options that follow. */
  Progress turnPage(String step) {
    answers = answers.onPage(answers.page() + 1);
    return enter(step);
  }

  /** What was answered makes no sense here: that is said, and the question asked again. */
  Progress misunderstood(String step, String text) {
    understood = false;
    said.add(stage.text(text, answers));
    return enter(step);
  }

  /** What was answered makes no sense here: the question is put in other words. */
  Progress askAgain(String step, String retry) {
    understood = false;
    return asking(step, Prompts.question(said, stage.text(retry, answers)));
  }

  /** What is owed there is not done yet. */
  Progress stillOwing(String step, String text) {
    said.add(stage.text(text, answers));
    return progress(State.OWING, at(step), Prompts.statements(said));
  }

  // ── from step to step ─────────────────────────────────────────────────────────────────────────

  /** Walks from a step's way out to the next thing to wait for. */
  Progress leave(String from, Target target) {
    return switch (target) {
      case Target.ToStep(String step) -> enter(step);
      case Target.ToFlow(String id) -> begin(from, id, Answers.NONE);
      case Target.ToFlowWith(String id) -> begin(from, id, Answers.NONE.with(answers.values()));
      case Target.End end when answers.suspended() != null -> resume(from);
      case Target.End end -> {
        endAt(from);
        yield progress(State.ENDED, null, Prompts.statements(said));
      }
      case Target.Return back -> resume(from);
    };
  }

  private Progress begin(String from, String next, Answers learned) {
    endAt(from);
    flow = library.newest(next);
    answers = learned;
    return enter(flow.start());
  }

  /** Goes back to what was interrupted; to the main menu when there is none, or none any more. */
  Progress resume(String from) {
    Answers.Suspended suspended = answers.suspended();
    Optional<FlowDefinition> before =
        suspended == null ? Optional.empty() : library.at(suspended.cursor());
    if (suspended == null || before.isEmpty()) {
      return begin(from, FlowInterpreter.MENU, Answers.NONE);
    }
    endAt(from);
    flow = before.get();
    answers = suspended.answers();
    // Computed options may be a day old, or in another language than the person's by now.
    return enter(flow.sourceOf(suspended.cursor().step()));
  }

  private void endAt(String step) {
    ended.add(new Ended(flow.id(), flow.version(), step));
  }

  /** Comes to a step and goes on until something must be waited for. */
  Progress enter(String first) {
    String step = first;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      Target next;
      switch (flow.step(step)) {
        case Step.Ask ask -> {
          return asking(step, Prompts.question(said, stage.text(ask.text(), answers)));
        }
        case Step.Choose choose -> {
          return asking(step, Prompts.choice(said, at(step), choose, answers, stage));
        }
        case Step.Say(String text, Target following) -> {
          said.add(stage.text(text, answers));
          next = following;
        }
        case Step.Do act -> {
          switch (stage.perform(act.action(), answers)) {
            case Stage.Acted.Missing missing -> {
              return progress(State.MISSING, at(step), List.of());
            }
            case Stage.Acted.Failed failed -> {
              return progress(State.FAILED, at(step), List.of());
            }
            case Stage.Acted.Owed owed -> {
              answers = answers.with(owed.learned());
              return progress(State.OWING, at(step), Prompts.statements(said));
            }
            case Stage.Acted.Done done -> {
              answers = answers.with(done.learned()).offering(done.offered());
              next = act.wayOut(done.outcome());
            }
          }
        }
      }
      if (!(next instanceof Target.ToStep(String following))) {
        return leave(step, next);
      }
      step = following;
    }
    throw new IllegalStateException("flow " + flow.id() + " does not come to a question");
  }

  private Progress asking(String step, List<OutboundContent> question) {
    return progress(State.ASKING, at(step), question);
  }

  private Cursor at(String step) {
    return new Cursor(flow.id(), flow.version(), step, turn);
  }

  private Progress progress(State state, @Nullable Cursor cursor, List<OutboundContent> messages) {
    return new Progress(
        state,
        cursor,
        cursor == null ? Answers.NONE : answers,
        messages,
        List.copyOf(ended),
        understood);
  }
}
