package org.tabib.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What staff said last through the API, so that a repeated command is answered as it was the first
 * time.
 *
 * @param latest oldest first
 */
public record StaffWords(List<Said> latest) {
  private static final int KEPT = 16;

  /** Nothing said. */
  public static final StaffWords NONE = new StaffWords(List.of());

  public StaffWords {
    latest = List.copyOf(latest);
  }

  /** One command. @param number the number of the message that it became */
  public record Said(String commandId, long number) {}

  Optional<Long> number(String commandId) {
    return latest.stream()
        .filter(said -> said.commandId().equals(commandId))
        .map(Said::number)
        .findFirst();
  }

  StaffWords with(String commandId, long number) {
    List<Said> more = new ArrayList<>(latest);
    more.add(new Said(commandId, number));
    return new StaffWords(more.subList(Math.max(0, more.size() - KEPT), more.size()));
  }
}
