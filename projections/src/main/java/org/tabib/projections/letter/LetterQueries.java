package org.tabib.projections.letter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;
import org.tabib.projections.store.Selection;

/** Dead letters to be looked at. The questions block: not for actor dispatchers. */
public final class LetterQueries {
  private static final String COLUMNS =
      """
      select l.conversation_id, l.number, c.account, m.kind, m.author, l.code, l.reason, l.attempts,
             l.first_tried_at, l.abandoned_at, l.state, l.closed_at, l.closed_by, l.replayed_as,
             l.drop_reason
      from read.dead_letter l
      left join read.conversation c on c.conversation_id = l.conversation_id
      left join read.message m
        on m.conversation_id = l.conversation_id and m.number = l.number and m.number is not null
      """;
  private static final String ONE =
      COLUMNS + "where l.conversation_id = :conversation and l.number = :number\n";
  private static final String OPEN_BY_REASON =
      "select reason, count(*) as letters from read.dead_letter where state = 'open' group by 1";

  private final Jdbi jdbi;

  public LetterQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** One of them, whatever its practice: the caller checks who may see it. */
  public Optional<DeadLetter> find(String conversationId, long number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE)
                .bind("conversation", conversationId)
                .bind("number", number)
                .map((row, context) -> letter(row))
                .findFirst());
  }

  /**
   * Those that the filter lets through, the latest to be given up first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<DeadLetter> list(LetterFilter filter, int limit, @Nullable String cursor) {
    return select(filter, PageCursor.given(cursor, 3))
        .page(
            jdbi,
            limit,
            LetterQueries::letter,
            last -> PageCursor.of(last.abandonedAt(), last.conversationId(), last.number()));
  }

  /** The open ones that the filter lets through, in the order in which they were given up. */
  public List<DeadLetter> oldestOpen(LetterFilter filter, int limit) {
    LetterFilter open =
        new LetterFilter(
            filter.practice(),
            filter.reason(),
            filter.account(),
            DeadLetter.State.OPEN,
            filter.from(),
            filter.to());
    return where(open)
        .then("order by l.abandoned_at, l.conversation_id, l.number\nlimit :limit")
        .rows(jdbi, Page.checkedLimit(limit), LetterQueries::letter);
  }

  /** How many are open, of all practices together, by reason. */
  public SortedMap<String, Long> openByReason() {
    SortedMap<String, Long> counts = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(OPEN_BY_REASON)
                .map((row, context) -> Map.entry(row.getString("reason"), row.getLong("letters")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
    return counts;
  }

  static Selection select(LetterFilter filter, @Nullable PageCursor after) {
    Selection selection = where(filter);
    if (after != null) {
      selection
          .and(
              """
              (l.abandoned_at < :afterTime
                  or l.abandoned_at = :afterTime
                    and (l.conversation_id, l.number) > (:afterConversation, :afterNumber))\
              """)
          .with("afterTime", after.time(0))
          .with("afterConversation", after.text(1))
          .with("afterNumber", after.number(2));
    }
    return selection.then(
        "order by l.abandoned_at desc, l.conversation_id, l.number\nlimit :limit");
  }

  private static Selection where(LetterFilter filter) {
    Selection selection =
        Selection.ofPractice(COLUMNS + "where l.practice_id = :practice\n", filter.practice());
    if (filter.state() != null) {
      // Written out, so that the index of the open ones can serve.
      selection.and("l.state = '" + filter.state().word() + "'");
    }
    return selection
        .and("l.reason = :reason", "reason", filter.reason())
        .and("c.account = :account", "account", filter.account())
        .and("l.abandoned_at >= :from", "from", filter.from())
        .and("l.abandoned_at < :to", "to", filter.to());
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    Instant closedAt = Columns.timeOrNull(row, "closed_at");
    return new DeadLetter(
        row.getString("conversation_id"),
        row.getLong("number"),
        row.getString("account"),
        row.getString("kind"),
        row.getString("author"),
        row.getInt("code"),
        row.getString("reason"),
        row.getObject("attempts", Integer.class),
        Columns.timeOrNull(row, "first_tried_at"),
        Columns.time(row, "abandoned_at"),
        DeadLetter.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        closedAt == null
            ? null
            : new DeadLetter.End(
                closedAt,
                row.getString("closed_by"),
                row.getObject("replayed_as", Long.class),
                row.getString("drop_reason")));
  }
}
