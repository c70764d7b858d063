package org.tabib.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Choices.Choice;
import org.tabib.engine.flow.Progress.Ended;
import org.tabib.engine.flow.Progress.State;
import org.tabib.engine.flow.Step.Target;

/**
 * Plays a dialogue: from where it stands and what the person did to what is said and where it
 * stands then. Pure: everything from outside comes through the {@link Stage}.
 */
public final class FlowInterpreter {
  /** Where a dialogue goes on that has nowhere to return to. */
  public static final String MENU = "menu";

  /** The checker refuses loops without a question; this is the second lock on that door. */
  private static final int MOST_STEPS = 100;

  private final FlowLibrary library;

  public FlowInterpreter(FlowLibrary library) {
    this.library = library;
  }

  /**
   * Begins a flow.
   *
   * @param answers what it starts with
   * @param turn the number of the next question, see {@link Cursor#turn}
   * @param said what is said before it
   */
  public Progress begin(String flow, Answers answers, int turn, List<String> said, Stage stage) {
    Walk walk = new Walk(library.newest(flow), answers, turn, stage, said);
    return walk.enter(walk.flow.start());
  }

  /**
   * Interrupts a dialogue with a flow that returns to it.
   *
   * @param learned what the interrupting flow starts with
   */
  public Progress interrupt(
      String flow,
      Cursor cursor,
      Answers answers,
      Map<String, String> learned,
      int turn,
      Stage stage) {
    // An interruption is never returned to: what it interrupted is.
    Answers.Suspended suspended =
        answers.suspended() != null || cursor.flow().equals(flow)
            ? answers.suspended()
            : new Answers.Suspended(cursor, answers);
    return begin(
        flow, new Answers(learned, List.of(), 0, List.of(), suspended), turn, List.of(), stage);
  }

  /** Goes on with what the person did. */
  public Progress answer(Cursor cursor, Answers answers, Input input, int turn, Stage stage) {
    FlowDefinition flow = flow(cursor);
    Walk walk = new Walk(flow, answers, turn, stage, List.of());
    return switch (flow.step(cursor.step())) {
      case Step.Ask ask -> walk.answered(cursor, ask, input);
      case Step.Choose choose -> walk.chosen(cursor, choose, input);
      case Step.Do act -> walk.still(cursor, "common.working", State.OWING);
      case Step.Say say -> walk.enter(cursor.step());
    };
  }

  /**
   * Goes on after what was owed has been done.
   *
   * @param outcome the action's outcome
   * @param learned variables to set
   * @param offered options for the question that follows
   */
  public Progress settled(
      Cursor cursor,
      Answers answers,
      String outcome,
      Map<String, String> learned,
      List<Option> offered,
      int turn,
      Stage stage) {
    FlowDefinition flow = flow(cursor);
    if (!(flow.step(cursor.step()) instanceof Step.Do act)) {
      throw new IllegalArgumentException("step " + cursor.step() + " waits for no action");
    }
    Walk walk = new Walk(flow, answers.with(learned).offering(offered), turn, stage, List.of());
    return walk.follow(cursor.step(), walk.way(act, outcome));
  }

  /** Asks the same again, after something else was said. */
  public Progress repeat(Cursor cursor, Answers answers, int turn, List<String> said, Stage stage) {
    return new Walk(flow(cursor), answers, turn, stage, said).enter(cursor.step());
  }

  /**
   * Asks the same again with its options computed anew: they may be old, in another language, or in
   * another order.
   */
  public Progress refresh(
      Cursor cursor, Answers answers, int turn, List<String> said, Stage stage) {
    FlowDefinition flow = flow(cursor);
    return new Walk(flow, answers, turn, stage, said).enter(sourceOf(flow, cursor.step()));
  }

  /**
   * Reads words as the rest of the answer before: people write one thought in several messages, and
   * have not seen the question that followed the first. Empty when the answer before was not typed
   * freely, or does not go together with these words.
   */
  public Optional<Progress> extend(
      Cursor cursor, Answers answers, String typed, int turn, Stage stage) {
    FlowDefinition flow = flow(cursor);
    if (answers.trail().isEmpty()) {
      return Optional.empty();
    }
    String before = answers.trail().getLast();
    if (!(flow.step(before) instanceof Step.Ask ask)) {
      return Optional.empty();
    }
    Optional<String> joined =
        switch (ask.reader()) {
          // A line of its own: a word that denies must not reach over into the next message.
          case TEXT, REMARK -> Optional.of(answers.value(ask.save()) + "\n" + typed);
          case NAME ->
              stage.read(ask.reader(), typed).map(rest -> answers.value(ask.save()) + " " + rest);
          case AGE, SEX, DATE, WHEN -> Optional.empty();
        };
    return joined
        .filter(text -> text.length() <= OutboundContent.TEXT_LIMIT)
        .flatMap(text -> stage.read(ask.reader(), text))
        .map(
            value ->
                new Walk(flow, answers.backTo(before), turn, stage, List.of())
                    .accept(before, ask.save(), value, ask.next()));
  }

  /** The description that was given as the answer before; empty when it was anything else. */
  public Optional<String> described(Cursor cursor, Answers answers) {
    return !answers.trail().isEmpty()
            && flow(cursor).step(answers.trail().getLast()) instanceof Step.Ask ask
            && ask.reader() == Step.Reader.TEXT
        ? Optional.ofNullable(answers.value(ask.save()))
        : Optional.empty();
  }

  /** Goes back to the question before, or to what was interrupted; else asks the same again. */
  public Progress back(Cursor cursor, Answers answers, int turn, Stage stage) {
    FlowDefinition flow = flow(cursor);
    if (answers.trail().isEmpty()) {
      Walk walk = new Walk(flow, answers, turn, stage, List.of());
      return answers.suspended() == null
          ? walk.enter(sourceOf(flow, cursor.step()))
          : walk.resume(cursor.step());
    }
    String step = answers.trail().getLast();
    return new Walk(flow, answers.backTo(step), turn, stage, List.of()).enter(sourceOf(flow, step));
  }

  /** Whether these words choose one of the options that are shown at that step. */
  public boolean chooses(Cursor cursor, Answers answers, String typed, Stage stage) {
    return flow(cursor).step(cursor.step()) instanceof Step.Choose choose
        && new Choices(choose, answers, stage).byWords(typed).isPresent();
  }

  /** Whether a name is asked for at that step. */
  public boolean asksForName(Cursor cursor) {
    return flow(cursor).step(cursor.step()) instanceof Step.Ask ask
        && ask.reader() == Step.Reader.NAME;
  }

  /** Whether free text is asked for at that step. */
  public boolean asks(Cursor cursor) {
    return flow(cursor).step(cursor.step()) instanceof Step.Ask;
  }

  /** A question whose options were computed is reached through the action that computes them. */
  private static String sourceOf(FlowDefinition flow, String step) {
    if (!(flow.step(step) instanceof Step.Choose choose) || !choose.offered()) {
      return step;
    }
    return flow.steps().entrySet().stream()
        .filter(
            e ->
                e.getValue() instanceof Step.Do act
                    && act.outcomes().containsValue(new Target.ToStep(step)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(step);
  }

  private FlowDefinition flow(Cursor cursor) {
    return library
        .at(cursor)
        .orElseThrow(() -> new IllegalArgumentException("no such step any more: " + cursor));
  }

  /** One turn of one dialogue: the only mutable thing here, and it never leaves. */
  private final class Walk {
    private FlowDefinition flow;
    private Answers answers;
    private final int turn;
    private final Stage stage;
    private final List<String> said;
    private final List<Ended> ended = new ArrayList<>();
    private boolean understood = true;

    Walk(FlowDefinition flow, Answers answers, int turn, Stage stage, List<String> said) {
      this.flow = flow;
      this.answers = answers;
      this.turn = turn;
      this.stage = stage;
      this.said = new ArrayList<>(said);
    }

    Progress answered(Cursor cursor, Step.Ask ask, Input input) {
      return switch (input) {
        case Input.Typed typed ->
            stage
                .read(ask.reader(), typed.text())
                .map(value -> accept(cursor.step(), ask.save(), value, ask.next()))
                .orElseGet(() -> again(cursor, ask.retry()));
        case Input.Tapped tapped -> stale(cursor);
        case Input.Unusable unusable -> again(cursor, ask.retry());
      };
    }

    Progress chosen(Cursor cursor, Step.Choose choose, Input input) {
      Choices choices = new Choices(choose, answers, stage);
      return switch (input) {
        case Input.Tapped(OptionId option, String title) -> {
          boolean here =
              option.flow().equals(cursor.flow())
                  && option.step().equals(cursor.step())
                  && (!choose.fresh() || option.turn() == cursor.turn());
          Optional<Choice> choice =
              here ? choices.byValue(option.value()) : Optional.<Choice>empty();
          yield choice.map(c -> follow(cursor, choose, c)).orElseGet(() -> stale(cursor));
        }
        case Input.Typed(String text) -> {
          Optional<Choice> choice = choices.byWords(text);
          if (choice.isPresent()) {
            yield follow(cursor, choose, choice.get());
          }
          Step.Typed typed = choose.typed();
          Optional<String> value =
              typed == null ? Optional.empty() : stage.read(typed.reader(), text);
          yield typed != null && value.isPresent()
              ? accept(cursor.step(), typed.save(), value.get(), typed.next())
              : notUnderstood(cursor);
        }
        case Input.Unusable unusable -> notUnderstood(cursor);
      };
    }

    private Progress follow(Cursor cursor, Step.Choose choose, Choice choice) {
      if (choice.value().equals(Choices.MORE)) {
        answers = answers.onPage(answers.page() + 1);
        return enter(cursor.step());
      }
      String save = choose.save();
      return save == null
          ? follow(cursor.step(), withTrail(cursor.step(), choice.next()))
          : accept(cursor.step(), save, choice.value(), choice.next());
    }

    private Progress accept(String step, String variable, String value, Target next) {
      answers = answers.with(Map.of(variable, value));
      return follow(step, withTrail(step, next));
    }

    private Target withTrail(String step, Target next) {
      answers = answers.after(step);
      return next;
    }

    private Progress stale(Cursor cursor) {
      understood = false;
      said.add(stage.text("common.stale", answers));
      return enter(cursor.step());
    }

    private Progress notUnderstood(Cursor cursor) {
      understood = false;
      said.add(stage.text("common.choose", answers));
      return enter(cursor.step());
    }

    private Progress again(Cursor cursor, String retry) {
      understood = false;
      Cursor asked = at(cursor.step());
      return progress(State.ASKING, asked, Prompts.question(said, stage.text(retry, answers)));
    }

    Progress still(Cursor cursor, String text, State state) {
      said.add(stage.text(text, answers));
      return progress(state, at(cursor.step()), Prompts.statements(said));
    }

    Target way(Step.Do act, String outcome) {
      Target target = act.outcomes().get(outcome);
      if (target == null) {
        throw new IllegalStateException("action " + act.action() + " has no outcome " + outcome);
      }
      return target;
    }

    /** Walks from a step's way out to the next thing to wait for. */
    Progress follow(String from, Target target) {
      return switch (target) {
        case Target.ToStep(String step) -> enter(step);
        case Target.ToFlow(String id) -> {
          ended.add(new Ended(flow.id(), flow.version(), from));
          flow = library.newest(id);
          answers = Answers.NONE;
          yield enter(flow.start());
        }
        case Target.ToFlowWith(String id) -> {
          ended.add(new Ended(flow.id(), flow.version(), from));
          flow = library.newest(id);
          answers = Answers.NONE.with(answers.values());
          yield enter(flow.start());
        }
        case Target.End end -> {
          ended.add(new Ended(flow.id(), flow.version(), from));
          yield progress(State.ENDED, null, Prompts.statements(said));
        }
        case Target.Return back -> resume(from);
      };
    }

    Progress resume(String from) {
      ended.add(new Ended(flow.id(), flow.version(), from));
      Answers.Suspended suspended = answers.suspended();
      Optional<FlowDefinition> before =
          suspended == null ? Optional.empty() : library.at(suspended.cursor());
      if (suspended == null || before.isEmpty()) {
        flow = library.newest(MENU);
        answers = Answers.NONE;
        return enter(flow.start());
      }
      flow = before.get();
      answers = suspended.answers();
      // Computed options may be a day old, or in another language than the person's by now.
      return enter(sourceOf(flow, suspended.cursor().step()));
    }

    /** Comes to a step and goes on until something must be waited for. */
    Progress enter(String first) {
      String step = first;
      for (int steps = 0; steps < MOST_STEPS; steps++) {
        switch (flow.step(step)) {
          case Step.Say(String text, Target next) -> {
            said.add(stage.text(text, answers));
            if (!(next instanceof Target.ToStep(String following))) {
              return follow(step, next);
            }
            step = following;
          }
          case Step.Ask ask -> {
            return progress(
                State.ASKING, at(step), Prompts.question(said, stage.text(ask.text(), answers)));
          }
          case Step.Choose choose -> {
            Cursor cursor = at(step);
            return progress(
                State.ASKING, cursor, Prompts.choice(said, cursor, choose, answers, stage));
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
                Target next = way(act, done.outcome());
                if (!(next instanceof Target.ToStep(String following))) {
                  return follow(step, next);
                }
                step = following;
              }
            }
          }
        }
      }
      throw new IllegalStateException("flow " + flow.id() + " does not come to a question");
    }

    private Cursor at(String step) {
      return new Cursor(flow.id(), flow.version(), step, turn);
    }

    private Progress progress(
        State state, @Nullable Cursor cursor, List<OutboundContent> messages) {
      return new Progress(
          state,
          cursor,
          cursor == null ? Answers.NONE : answers,
          messages,
          List.copyOf(ended),
          understood);
    }
  }
}
