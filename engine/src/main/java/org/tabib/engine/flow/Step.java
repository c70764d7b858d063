package org.tabib.engine.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.Word;

/** One node of a flow. Texts are keys of the message bundles. */
public sealed interface Step {

  /**
   * Asks for something to be typed.
   *
   * @param text the question
   * @param retry the question again, saying what an answer looks like
   * @param reader what is read from the answer
   * @param save the variable that takes it
   */
  record Ask(String text, String retry, Reader reader, String save, Target next) implements Step {}

  /**
   * Lets the person choose. Answered by a tap, by number, or by words.
   *
   * @param options fixed options; with {@code offered} they come after the computed ones
   * @param offered whether the options are those that the action before computed
   * @param save the variable that takes the chosen value, if any
   * @param next where a computed option leads; fixed ones say it themselves
   * @param button what opens the list, if it is one
   * @param typed what else may be typed instead of choosing, e.g. a date
   * @param fresh whether only a tap on the newest message counts: the options refer to what it says
   * @param variants other words for the question, where an action learned that they fit better
   */
  record Choose(
      String text,
      List<FixedOption> options,
      boolean offered,
      @Nullable String save,
      @Nullable Target next,
      String button,
      @Nullable Typed typed,
      boolean fresh,
      @Nullable Variants variants)
      implements Step {
    public Choose {
      options = List.copyOf(options);
    }

    /** A question that is always asked in the same words. */
    public Choose(
        String text,
        List<FixedOption> options,
        boolean offered,
        @Nullable String save,
        @Nullable Target next,
        String button,
        @Nullable Typed typed,
        boolean fresh) {
      this(text, options, offered, save, next, button, typed, fresh, null);
    }

    /** The key of the question as it is asked now. */
    String question(Answers answers) {
      String value = variants == null ? null : answers.value(variants.by());
      return variants == null || value == null ? text : variants.texts().getOrDefault(value, text);
    }
  }

  /**
   * Other words for a question.
   *
   * @param by the variable that decides
   * @param texts its values and the key of the text for each
   */
  record Variants(String by, Map<String, String> texts) {
    public Variants {
      texts = Map.copyOf(texts);
    }
  }

  /**
   * Lets an action happen: look something up, or do what cannot be undone.
   *
   * @param outcomes where each of the action's outcomes leads
   */
  record Do(String action, Map<String, Target> outcomes) implements Step {
    public Do {
      outcomes = Map.copyOf(outcomes);
    }

    /**
     * @throws IllegalStateException if the step knows no such outcome
     */
    Target wayOut(String outcome) {
      Target target = outcomes.get(outcome);
      if (target == null) {
        throw new IllegalStateException("action " + action + " has no outcome " + outcome);
      }
      return target;
    }
  }

  /** Says something; it becomes one message with what follows. */
  record Say(String text, Target next) implements Step {}

  /**
   * An option that the flow itself offers.
   *
   * @param word what it also answers to
   * @param when the variable without which it is not there; none when it is always there
   */
  record FixedOption(
      String id, String title, @Nullable Word word, Target next, @Nullable String when) {
    /** An option that is always there. */
    public FixedOption(String id, String title, @Nullable Word word, Target next) {
      this(id, title, word, next, null);
    }

    /** Whether it is there now. */
    boolean isThere(Answers answers) {
      return when == null || answers.value(when) != null;
    }
  }

  /** Something that may be typed where there is something to choose. */
  record Typed(Reader reader, String save, Target next) {}

  /** What can be read from a typed answer. */
  enum Reader {
    NAME,
    AGE,
    SEX,
    DATE,
    /** A day, a time of day, or both; see {@code conversation.Wish}. */
    WHEN,
    TEXT,
    /** Anything at all, where the question is whether the person wishes to add something. */
    REMARK
  }

  /** Where a step leads. */
  sealed interface Target {
    /** Another step of the same flow. */
    record ToStep(String step) implements Target {}

    /** The start of another flow; what was learned is forgotten. */
    record ToFlow(String flow) implements Target {}

    /** The start of another flow, with what was learned. */
    record ToFlowWith(String flow) implements Target {}

    /** The dialogue is over; what it interrupted goes on. */
    record End() implements Target {}

    /** Back to the dialogue that was interrupted; to the main menu when there is none. */
    record Return() implements Target {}

    /** {@code end}, {@code return}, {@code flow:other}, {@code with:other} or a step's name. */
    static Target parse(String text) {
      if (text.equals("end")) {
        return new End();
      }
      if (text.equals("return")) {
        return new Return();
      }
      if (text.startsWith("with:")) {
        return new ToFlowWith(text.substring(5));
      }
      return text.startsWith("flow:") ? new ToFlow(text.substring(5)) : new ToStep(text);
    }
  }
}
