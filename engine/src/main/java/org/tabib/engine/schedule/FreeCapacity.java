package org.tabib.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tabib.engine.entity.ClusterMessage;

/**
 * What a schedule tells every node about itself.
 *
 * @param revision how many events it had persisted; a later one supersedes
 * @param asOf when it was computed
 * @param length of each slot
 * @param starts the earliest free slots at that time, earliest first, at most {@link #LISTED}
 * @param more whether there are free slots beyond these
 * @param offered how many slots were set aside for people who are choosing
 */
public record FreeCapacity(
    String scheduleId,
    long revision,
    Instant asOf,
    Duration length,
    List<Instant> starts,
    boolean more,
    int offered)
    implements ClusterMessage {

  /** How many starts are listed: enough for a list message of ten rows, twice. */
  static final int LISTED = 20;

  public FreeCapacity {
    starts = List.copyOf(starts);
  }

  static FreeCapacity of(
      String scheduleId,
      long revision,
      Instant asOf,
      Duration length,
      List<Slot> free,
      int offered) {
    return new FreeCapacity(
        scheduleId,
        revision,
        asOf,
        length,
        free.stream().limit(LISTED).map(Slot::start).toList(),
        free.size() > LISTED,
        offered);
  }

  boolean supersedes(FreeCapacity other) {
    return revision > other.revision || (revision == other.revision && !asOf.isBefore(other.asOf));
  }

  /** An answer instead of news: what it does not tell stays. */
  FreeCapacity inPlaceOf(FreeCapacity old) {
    return new FreeCapacity(scheduleId, old.revision, asOf, length, starts, more, old.offered);
  }

  /** The listed slots that start then or later. */
  List<Slot> from(Instant earliest) {
    return starts.stream()
        .filter(start -> !start.isBefore(earliest))
        .map(start -> new Slot(scheduleId, start, length))
        .toList();
  }
}
