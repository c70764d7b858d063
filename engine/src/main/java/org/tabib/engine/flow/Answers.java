package org.tabib.engine.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent.Option;

/**
 * What a dialogue has learned so far. Personal: sealed under the key of the person it is about.
 *
 * @param values variable → canonical text (ISO dates and times, ids, plain words)
 * @param offered the options that were computed for the current question, all pages of them; an
 *     option's id here is the bare value
 * @param page which page of them is shown, from 0
 * @param trail the questions answered before, oldest first: where "back" leads
 * @param interrupted where to return to after a flow that interrupts (emergency, resume)
 */
public record Answers(
    Map<String, String> values,
    List<Option> offered,
    int page,
    List<String> trail,
    @Nullable Cursor interrupted) {
  /** Nothing learned. */
  public static final Answers NONE = new Answers(Map.of(), List.of(), 0, List.of(), null);

  public Answers {
    values = Map.copyOf(values);
    offered = List.copyOf(offered);
    trail = List.copyOf(trail);
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  @Override
  public String toString() {
    return "Answers[" + values.size() + "]";
  }
}
