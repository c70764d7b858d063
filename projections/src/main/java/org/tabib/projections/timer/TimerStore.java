package org.tabib.projections.timer;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** What a runner asks and tells the tables of timers, besides taking rows to work on. Blocks. */
public final class TimerStore {
  // Stale rows are among those that are due: the index on the time finds them, however many wait.
  static final String DROP_STALE =
      """
      delete from %1$s where task_name = 'timer' and task_instance = any (array (
        select task_instance from %1$s
        where execution_time <= :now and expires_at <= :now and not picked
        order by execution_time
        limit :limit
        for update skip locked))
      returning kind
      """;
  static final String DUE =
      """
      select kind,
             count(*)                                          as due,
             count(*) filter (where execution_time <= :overdue) as overdue,
             min(execution_time)                               as oldest
      from %s
      where execution_time <= :now
      group by kind
      """;
  private static final String WAITING =
      """
      select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class
      where oid in ('timer.prompt'::regclass, 'timer.planned'::regclass)
      """;
  private static final String FIRED =
      """
      insert into timer.fired (timer_id, expires_at) values (:id, :expires)
      on conflict (timer_id) do nothing
      """;
  static final String FORGET =
      """
      delete from timer.fired where timer_id = any (array (
        select timer_id from timer.fired where expires_at <= :now
        order by expires_at limit :limit))
      """;
  private static final String HAND_BACK =
      """
      update %s set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
      where last_heartbeat is not null and picked and picked_by = :name
      """;

  private final Jdbi jdbi;

  public TimerStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Timers of a kind whose time has come and that are not done yet.
   *
   * @param due all of them
   * @param overdue those that should have been done before the instant that was asked about
   * @param oldest when the first of them is tried next
   */
  public record Due(String kind, long due, long overdue, Instant oldest) {}

  /**
   * What is due, by kind; a kind stands in one row.
   *
   * @param overdue before when a timer counts as late
   */
  public List<Due> due(Instant now, Instant overdue) {
    Map<String, Due> byKind = new HashMap<>();
    for (TimerTable table : TimerTable.values()) {
      jdbi.useHandle(
          handle ->
              handle
                  .createQuery(table.sql(DUE))
                  .bind("now", utc(now))
                  .bind("overdue", utc(overdue))
                  .map(
                      (row, context) ->
                          new Due(
                              row.getString("kind"),
                              row.getLong("due"),
                              row.getLong("overdue"),
                              row.getObject("oldest", OffsetDateTime.class).toInstant()))
                  .forEach(due -> byKind.merge(due.kind(), due, TimerStore::sum)));
    }
    return List.copyOf(byKind.values());
  }

  private static Due sum(Due a, Due b) {
    return new Due(
        a.kind(),
        a.due() + b.due(),
        a.overdue() + b.overdue(),
        a.oldest().isBefore(b.oldest()) ? a.oldest() : b.oldest());
  }

  /** About how many wait in all, as PostgreSQL's statistics say: counting them would read them. */
  public long waiting() {
    return jdbi.withHandle(handle -> handle.createQuery(WAITING).mapTo(Long.class).one());
  }

  /**
   * Takes away rows that came too late, oldest first.
   *
   * @return the kind of each
   */
  public List<String> dropStale(Instant now, int limit) {
    List<String> dropped = new ArrayList<>();
    for (TimerTable table : TimerTable.values()) {
      dropped.addAll(
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(table.sql(DROP_STALE))
                      .bind("now", utc(now))
                      .bind("limit", limit)
                      .mapTo(String.class)
                      .list()));
    }
    return dropped;
  }

  /** That timer did what it says: no rebuild writes it again before it would have expired. */
  public void fired(String timerId, Instant expires) {
    jdbi.useHandle(
        handle ->
            handle.createUpdate(FIRED).bind("id", timerId).bind("expires", utc(expires)).execute());
  }

  /** Forgets fired timers that would have expired by now; returns how many. */
  public int forget(Instant now, int limit) {
    return jdbi.withHandle(
        handle -> handle.createUpdate(FORGET).bind("now", utc(now)).bind("limit", limit).execute());
  }

  /** Whatever that runner still holds may be taken by others at once; returns how many. */
  public int handBack(TimerTable table, String runner) {
    return jdbi.withHandle(
        handle -> handle.createUpdate(table.sql(HAND_BACK)).bind("name", runner).execute());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
