package org.tabib.engine.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;

/**
 * Plays a dialogue: from where it stands and what the person did to what is said and where it
 * stands then. Pure: everything from outside comes through the {@link Stage}.
 */
public final class FlowInterpreter {
  /** Where a dialogue goes on that has nowhere to return to. */
  public static final String MENU = "menu";

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
    FlowDefinition newest = library.newest(flow);
    return new Walk(library, newest, answers, turn, stage, said).enter(newest.start());
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
    Walk walk = new Walk(library, flow, answers, turn, stage, List.of());
    return switch (flow.step(cursor.step())) {
      case Step.Ask ask -> new Answering(walk, cursor).ask(ask, input);
      case Step.Choose choose -> new Answering(walk, cursor).choose(choose, input);
      case Step.Do act -> walk.stillOwing(cursor.step(), "common.working");
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
    return new Walk(library, flow, answers.with(learned).offering(offered), turn, stage, List.of())
        .leave(cursor.step(), act.wayOut(outcome));
  }

  /** Asks the same again, after something else was said. */
  public Progress repeat(Cursor cursor, Answers answers, int turn, List<String> said, Stage stage) {
    return new Walk(library, flow(cursor), answers, turn, stage, said).enter(cursor.step());
  }

  /**
   * Asks the same again with its options computed anew: they may be old, in another language, or in
   * another order.
   */
  public Progress refresh(
      Cursor cursor, Answers answers, int turn, List<String> said, Stage stage) {
    FlowDefinition flow = flow(cursor);
    return new Walk(library, flow, answers, turn, stage, said).enter(flow.sourceOf(cursor.step()));
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
                new Walk(library, flow, answers.backTo(before), turn, stage, List.of())
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
      Walk walk = new Walk(library, flow, answers, turn, stage, List.of());
      return answers.suspended() == null
          ? walk.enter(flow.sourceOf(cursor.step()))
          : walk.resume(cursor.step());
    }
    String step = answers.trail().getLast();
    return new Walk(library, flow, answers.backTo(step), turn, stage, List.of())
        .enter(flow.sourceOf(step));
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

  private FlowDefinition flow(Cursor cursor) {
    return library
        .at(cursor)
        .orElseThrow(() -> new IllegalArgumentException("no such step any more: " + cursor));
  }
}
