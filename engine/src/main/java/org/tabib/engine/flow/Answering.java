package org.tabib.engine.flow;

import java.util.Optional;
import org.tabib.engine.flow.Choices.Choice;

/**
 * What a person's input comes to as the answer to the question that is asked.
 *
 * @param asked where it is asked
 */
record Answering(Walk walk, Cursor asked) {

  /** The answer to a question that is answered in words. */
  Progress ask(Step.Ask ask, Input input) {
    return switch (input) {
      case Input.Typed typed ->
          walk.stage()
              .read(ask.reader(), typed.text())
              .map(value -> walk.accept(asked.step(), ask.save(), value, ask.next()))
              .orElseGet(() -> walk.askAgain(asked.step(), ask.retry()));
      case Input.Tapped tapped -> stale();
      case Input.Unusable unusable -> walk.askAgain(asked.step(), ask.retry());
    };
  }

  /** The answer to a question with options, which can be tapped, typed or spoken of otherwise. */
  Progress choose(Step.Choose choose, Input input) {
    Choices choices = new Choices(choose, walk.answers(), walk.stage());
    return switch (input) {
      case Input.Tapped(OptionId option, String title) ->
          isAskedHere(option, choose)
              ? choices.byValue(option.value()).map(c -> take(choose, c)).orElseGet(this::stale)
              : stale();
      case Input.Typed(String text) ->
          choices
              .byWords(text)
              .map(choice -> take(choose, choice))
              .or(() -> typed(choose, text))
              .orElseGet(this::notUnderstood);
      case Input.Unusable unusable -> notUnderstood();
    };
  }

  /** Options of questions that were asked before are shown for ever. */
  private boolean isAskedHere(OptionId option, Step.Choose choose) {
    return option.flow().equals(asked.flow())
        && option.step().equals(asked.step())
        && (!choose.fresh() || option.turn() == asked.turn());
  }

  private Progress take(Step.Choose choose, Choice choice) {
    if (choice.value().equals(Choices.MORE)) {
      return walk.turnPage(asked.step());
    }
    String save = choose.save();
    return save == null
        ? walk.pass(asked.step(), choice.next())
        : walk.accept(asked.step(), save, choice.value(), choice.next());
  }

  /** What may be typed instead of choosing, where that is so. */
  private Optional<Progress> typed(Step.Choose choose, String text) {
    Step.Typed typed = choose.typed();
    return typed == null
        ? Optional.empty()
        : walk.stage()
            .read(typed.reader(), text)
            .map(value -> walk.accept(asked.step(), typed.save(), value, typed.next()));
  }

  private Progress stale() {
    return walk.misunderstood(asked.step(), "common.stale");
  }

  private Progress notUnderstood() {
    return walk.misunderstood(asked.step(), "common.choose");
  }
}
