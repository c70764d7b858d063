package org.tabib.engine.flow;

import java.util.ArrayList;
import java.util.HashMap;
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
 * @param suspended the dialogue to return to after a flow that interrupts (emergency, resume)
 */
public record Answers(
    Map<String, String> values,
    List<Option> offered,
    int page,
    List<String> trail,
    @Nullable Suspended suspended) {
  /** Nothing learned. */
  public static final Answers NONE = new Answers(Map.of(), List.of(), 0, List.of(), null);

  public Answers {
    values = Map.copyOf(values);
    offered = List.copyOf(offered);
    trail = List.copyOf(trail);
  }

  /** A dialogue that was interrupted, with all it had learned. */
  public record Suspended(Cursor cursor, Answers answers) {}

  public @Nullable String value(String variable) {
    return values.get(variable);
  }

  /** These answers with others added or replaced; an empty text takes one away. */
  public Answers with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, String> all = new HashMap<>(values);
    more.forEach(
        (variable, value) -> {
          if (value.isEmpty()) {
            all.remove(variable);
          } else {
            all.put(variable, value);
          }
        });
    return new Answers(all, offered, page, trail, suspended);
  }

  Answers offering(List<Option> options) {
    return new Answers(values, options, 0, trail, suspended);
  }

  Answers onPage(int shown) {
    return new Answers(values, offered, shown, trail, suspended);
  }

  Answers after(String step) {
    List<String> longer = new ArrayList<>(trail);
    longer.remove(step);
    longer.add(step);
    return new Answers(values, offered, page, longer, suspended);
  }

  Answers backTo(String step) {
    return new Answers(values, offered, 0, trail.subList(0, trail.indexOf(step)), suspended);
  }

  @Override
  public String toString() {
    return "Answers[" + values.size() + "]";
  }
}
