package org.tabib.edge.ops;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tabib.projections.owed.OwedWork;
import org.tabib.projections.owed.WorkWatch.Seen;

/** What is owed and what was given up: told, and no reason to take a node out of service. */
public final class WorkChecks {
  private static final String UNKNOWN = "not looked at yet, or the database is away";

  private WorkChecks() {}

  /**
   * @param latest the latest look
   */
  public static List<HealthCheck> of(Supplier<Optional<Seen>> latest) {
    return List.of(
        HealthCheck.told("owed", () -> latest.get().map(WorkChecks::owed).orElse(UNKNOWN)),
        HealthCheck.told(
            "dead-letters", () -> latest.get().map(WorkChecks::letters).orElse(UNKNOWN)));
  }

  static String owed(Seen seen) {
    OwedWork owed = seen.owed();
    return "%d messages (the oldest for %d s), %d effects, %d slots"
        .formatted(owed.messages(), seen.oldest().toSeconds(), owed.effects(), owed.visits());
  }

  static String letters(Seen seen) {
    long open = seen.letters().values().stream().mapToLong(Long::longValue).sum();
    return open == 0
        ? "none open"
        : open
            + " open: "
            + seen.letters().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
  }
}
