package org.tabib.projections.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the changes of the last minutes. They block.
 *
 * <p>A place in them is a transaction's number: everything of earlier transactions is settled, so
 * whoever has seen what was there from a place on has missed nothing before the next. Rows from a
 * place on may come a second time, never be left out.
 */
public final class LiveLog {
  static final String SINCE =
      """
      select pg_snapshot_xmin(pg_current_snapshot())::text::bigint                as next,
             (extract(epoch from pg_postmaster_start_time()) * 1000)::bigint as era,
             c.seq, c.xid, c.practice_id, c.kind, c.clinic_id, c.subject
      from (select) as always
      left join lateral (
        select * from read.live_change where xid >= :place order by xid, seq limit :limit) c on true
      """;
  private static final String FLOOR = "select xid from read.live_floor";

  /** One node at a time is enough. */
  private static final String FORGET =
      """
      with mine as (select pg_try_advisory_xact_lock(hashtext('read.live_change')) as locked),
      gone as (
        delete from read.live_change
        where told_at < now() - make_interval(secs => :seconds) and (select locked from mine)
        returning xid)
      insert into read.live_floor (xid)
      select max(xid) + 1 from gone having count(*) > 0
      on conflict (one) do update set xid = greatest(live_floor.xid, excluded.xid)
      """;

  private final Jdbi jdbi;

  /**
   * @param jdbi on the read models' database
   */
  public LiveLog(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A change and its place. */
  public record Logged(long seq, long place, LiveChange change) {}

  /**
   * What a look saw.
   *
   * @param era names the run of the database server: places of different runs do not compare
   * @param next where to look from next time
   * @param cut whether there was more than the limit: then the rest is not known
   */
  public record Look(long era, long next, List<Logged> changes, boolean cut) {
    public Look {
      changes = List.copyOf(changes);
    }
  }

  /** Where a look begins that wants no past. */
  public static final long NO_PAST = Long.MAX_VALUE;

  /** All changes from a place on, at most that many. */
  public Look since(long place, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SINCE)
                .bind("place", place)
                .bind("limit", limit + 1)
                .scanResultSet(
                    (rows, context) -> {
                      try (context) {
                        return look(rows.get(), limit);
                      }
                    }));
  }

  private static Look look(ResultSet rows, int limit) throws SQLException {
    List<Logged> changes = new ArrayList<>();
    long era = 0;
    long next = 0;
    while (rows.next()) {
      era = rows.getLong("era");
      next = rows.getLong("next");
      @Nullable String kind = rows.getString("kind");
      if (kind != null) {
        changes.add(
            new Logged(
                rows.getLong("seq"),
                rows.getLong("xid"),
                new LiveChange(
                    LiveKind.valueOf(kind),
                    rows.getString("practice_id"),
                    rows.getString("clinic_id"),
                    rows.getString("subject"))));
      }
    }
    boolean cut = changes.size() > limit;
    return new Look(era, next, cut ? changes.subList(0, limit) : changes, cut);
  }

  /** From which place on nothing was deleted yet. */
  public long floor() {
    return jdbi.withHandle(
        handle -> handle.createQuery(FLOOR).mapTo(Long.class).findFirst().orElse(0L));
  }

  /** Deletes what is older. */
  public void forget(Duration age) {
    jdbi.useHandle(
        handle -> handle.createUpdate(FORGET).bind("seconds", (double) age.toSeconds()).execute());
  }
}
