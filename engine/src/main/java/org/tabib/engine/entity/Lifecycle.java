package org.tabib.engine.entity;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lifecycle as a table: which event leads from which status to which. Deciders ask it, states
 * apply it, and it draws its own diagram; there is no second place where a transition is written.
 *
 * @param <S> the statuses
 * @param <E> what moves from one to the next, e.g. the classes of events
 */
public record Lifecycle<S, E>(List<Transition<S, E>> table) {

  /**
   * One line of the table.
   *
   * @param from the status before; null for what begins the lifecycle
   */
  public record Transition<S, E>(@Nullable S from, E event, S to) {}

  public Lifecycle {
    table = List.copyOf(table);
    long starts =
        table.stream().map(t -> List.of(String.valueOf(t.from()), t.event())).distinct().count();
    if (starts != table.size()) {
      throw new IllegalArgumentException("an event leads from one status to one other only");
    }
  }

  /** Where the event leads; empty if it is not allowed there. */
  public Optional<S> next(@Nullable S from, E event) {
    return table.stream()
        .filter(t -> t.event().equals(event) && same(t.from(), from))
        .map(Transition::to)
        .findFirst();
  }

  /** The statuses that can be reached in one step. */
  public List<S> reachableFrom(@Nullable S from) {
    return table.stream().filter(t -> same(t.from(), from)).map(Transition::to).distinct().toList();
  }

  /** A Mermaid state diagram: {@code [*]} is where it begins and, for final statuses, ends. */
  public String diagram(Function<E, String> label) {
    StringBuilder text = new StringBuilder("stateDiagram-v2\n");
    for (Transition<S, E> t : table) {
      String from = t.from() == null ? "[*]" : t.from().toString();
      text.append("  %s --> %s : %s\n".formatted(from, t.to(), label.apply(t.event())));
    }
    table.stream()
        .map(Transition::to)
        .distinct()
        .filter(status -> reachableFrom(status).isEmpty())
        .forEach(status -> text.append("  ").append(status).append(" --> [*]\n"));
    return text.toString();
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return a == null ? b == null : a.equals(b);
  }
}
