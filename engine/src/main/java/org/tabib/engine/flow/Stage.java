package org.tabib.engine.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Step.Reader;
import org.tabib.engine.language.Word;

/** What a dialogue plays on: language, texts, actions. Made anew for every decision. */
public interface Stage {

  /** A text in the person's language, with what was learned as its arguments. */
  String text(String key, Answers answers);

  /** The canonical form of a typed answer, if it is one. */
  Optional<String> read(Reader reader, String typed);

  /** The number that was typed, if it is one. */
  OptionalInt number(String typed);

  /** Whether the whole message means that. */
  boolean means(Word word, String typed);

  /** Lets an action happen. */
  Acted perform(String action, Answers answers);

  /** What came of an action. */
  sealed interface Acted {

    /**
     * It is done.
     *
     * @param outcome which way the flow goes on
     * @param learned variables to set; an empty text removes one
     * @param offered options for a question that follows
     */
    record Done(String outcome, Map<String, String> learned, List<Option> offered)
        implements Acted {}

    /** Something must be looked up first; the decision is made again with it. */
    record Missing() implements Acted {}

    /** A part of the system did not answer: the turn is to be tried again. */
    record Failed() implements Acted {}

    /**
     * It is owed now; the dialogue waits at this step until it is settled. @param learned variables
     * to set
     */
    record Owed(Map<String, String> learned) implements Acted {}

    static Acted done(String outcome) {
      return new Done(outcome, Map.of(), List.of());
    }

    static Acted done(String outcome, Map<String, String> learned) {
      return new Done(outcome, learned, List.of());
    }
  }
}
