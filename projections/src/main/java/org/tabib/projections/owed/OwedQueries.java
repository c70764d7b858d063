package org.tabib.projections.owed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.tabib.projections.store.Columns;

/**
 * Whom to wake. Ask only once the projection in question has caught up ({@code
 * ProjectionHealth.caughtUp}): before that, debts are listed whose settlement is not read yet.
 * Waking somebody who owes nothing does no harm. The questions block: not for actor dispatchers.
 */
public final class OwedQueries {
  static final String CONVERSATIONS =
      """
      select conversation_id as id, min(due_at) as due
      from read.owed_by_conversation
      where due_at <= :before
      group by conversation_id
      having (min(due_at), conversation_id) > (:afterDue, :afterId)
      order by min(due_at), conversation_id
      limit :limit
      """;
  static final String VISITS =
      """
      select visit_id as id, min(owed_since) as due
      from read.owed_by_visit
      where owed_since <= :before
      group by visit_id
      having (min(owed_since), visit_id) > (:afterDue, :afterId)
      order by min(owed_since), visit_id
      limit :limit
      """;
  private static final String WORK =
      """
      select count(*) filter (where debt like 'message/%')          as messages,
             count(*) filter (where debt not like 'message/%')      as effects,
             (select count(*) from read.owed_by_visit)              as visits,
             min(owed_since) filter (where debt like 'message/%')   as oldest
      from read.owed_by_conversation
      """;
  private static final String HOW_MANY =
      """
      select (select count(*) from read.owed_by_conversation)
           + (select count(*) from read.owed_by_visit)
      """;

  private final Jdbi jdbi;

  public OwedQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Conversations with a debt that fell due then or before, longest due first. A deferred send is
   * due at its next attempt.
   *
   * @param after only those who come behind this one: debtors that cannot pay would otherwise be
   *     found again and again, and nobody behind them
   */
  public List<Debtor> conversations(Instant dueBefore, Debtor after, int limit) {
    return debtors(CONVERSATIONS, dueBefore, after, limit);
  }

  /**
   * Visits that have owed a slot since then or longer, longest first.
   *
   * @param after as with conversations
   */
  public List<Debtor> visits(Instant owedBefore, Debtor after, int limit) {
    return debtors(VISITS, owedBefore, after, limit);
  }

  /** All open debts, for the dashboard. */
  public long count() {
    return jdbi.withHandle(handle -> handle.createQuery(HOW_MANY).mapTo(Long.class).one());
  }

  /** All open debts by what is owed, for the dashboard. */
  public OwedWork work() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WORK)
                .map(
                    (row, context) ->
                        new OwedWork(
                            row.getLong("messages"),
                            row.getLong("effects"),
                            row.getLong("visits"),
                            Columns.timeOrNull(row, "oldest")))
                .one());
  }

  private List<Debtor> debtors(String sql, Instant before, Debtor after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .bind("afterDue", after.due().atOffset(ZoneOffset.UTC))
                .bind("afterId", after.id())
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Debtor(
                            row.getString("id"),
                            row.getObject("due", OffsetDateTime.class).toInstant()))
                .list());
  }
}
