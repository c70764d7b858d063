package org.tabib.engine.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent;

/**
 * How far a dialogue came in one turn.
 *
 * @param state whether it waits for the person, for an effect, for a look-up, failed for now, or is
 *     over
 * @param cursor where it stands; none when it is over
 * @param messages what is said: one message, or none
 * @param ended flows that came to their end on the way
 * @param understood whether the answer made sense where it was given
 */
public record Progress(
    State state,
    @Nullable Cursor cursor,
    Answers answers,
    List<OutboundContent> messages,
    List<Ended> ended,
    boolean understood) {

  public Progress {
    if (messages.size() > 1) {
      throw new IllegalArgumentException("a turn says one thing, not " + messages.size());
    }
    messages = List.copyOf(messages);
    ended = List.copyOf(ended);
  }

  /** What it waits for. */
  public enum State {
    ASKING,
    OWING,
    MISSING,
    FAILED,
    ENDED
  }

  /** A flow's end. @param step the step it ended at */
  public record Ended(String flow, int version, String step) {}
}
