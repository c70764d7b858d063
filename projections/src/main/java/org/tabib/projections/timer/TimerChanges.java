package org.tabib.projections.timer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerFormat;
import org.tabib.projections.store.Unnest;

/**
 * What a batch of events changes about timers, folded per timer, written with one statement per
 * table. A row that a node is working on stays as it is: whoever works on it asks the entity before
 * anything is done. A timer that has fired is not written again.
 */
final class TimerChanges {
  static final String CLEAR =
      "delete from %s where subject = any (select unnest(?::text[])) and not picked";
  static final String REMOVE =
      """
      delete from %s t using unnest(?::text[]) as c (id)
      where t.task_name = 'timer' and t.task_instance = c.id and not t.picked
      """;

  private static final String INSERT =
      """
      insert into %s as t (task_name, task_instance, task_data, execution_time, picked,
        consecutive_failures, version, subject, kind, expires_at)
      select 'timer', c.id, c.data, c.due, false, 0, 1, c.subject, c.kind, c.expires_at
      from unnest(?::text[], ?::bytea[], ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[])
        as c (id, data, due, subject, kind, expires_at)
      where not exists (select 1 from timer.fired f where f.timer_id = c.id)
      """;

  // A repeat replaces the row and begins anew, unless it says the same.
  static final String WRITE =
      INSERT
          + """
          on conflict (task_name, task_instance) do update set
            task_data            = excluded.task_data,
            execution_time       = excluded.execution_time,
            consecutive_failures = 0,
            version              = t.version + 1,
            kind                 = excluded.kind,
            expires_at           = excluded.expires_at
          where not t.picked and t.task_data is distinct from excluded.task_data
          """;
  private static final String BEGIN = INSERT + "on conflict (task_name, task_instance) do nothing";

  private final Set<String> cleared = new LinkedHashSet<>();
  private final Set<String> removed = new LinkedHashSet<>();
  private final Map<String, Timer> written = new LinkedHashMap<>();
  private final Map<String, Timer> begun = new LinkedHashMap<>();

  /** Nothing is due about it any more, whatever was written before. */
  void clear(String subject) {
    cleared.add(subject);
    written.values().removeIf(timer -> timer.task().subject().equals(subject));
  }

  /** That timer is not due any more. */
  void remove(String timerId) {
    removed.add(timerId);
    written.remove(timerId);
  }

  /** These are due. */
  void add(Collection<Timer> timers) {
    timers.forEach(this::add);
  }

  void add(Timer timer) {
    written.put(timer.id(), timer);
  }

  /** It comes back by itself: one that waits already stays as it is. */
  void begin(Timer timer) {
    begun.putIfAbsent(timer.id(), timer);
  }

  /** In the caller's transaction. */
  void write(Connection connection) throws SQLException {
    for (TimerTable table : TimerTable.values()) {
      Unnest.<String>over(connection, table.sql(CLEAR), cleared).text(id -> id).execute();
      Unnest.<String>over(connection, table.sql(REMOVE), removed).text(id -> id).execute();
      insert(connection, table, WRITE, written.values());
      insert(connection, table, BEGIN, begun.values());
    }
  }

  private static void insert(
      Connection connection, TimerTable table, String sql, Collection<Timer> timers)
      throws SQLException {
    List<Timer> ofTable =
        timers.stream().filter(timer -> timer.task().lane() == table.lane()).toList();
    Unnest.<Timer>over(connection, table.sql(sql), ofTable)
        .text(Timer::id)
        .bytea(TimerFormat::write)
        .time(Timer::due)
        .text(timer -> timer.task().subject())
        .text(timer -> timer.task().kind())
        .time(Timer::expires)
        .execute();
  }
}
