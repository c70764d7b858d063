package org.tabib.projections.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.statistics.Statistics.Responses;
import org.tabib.projections.statistics.Statistics.Volume;
import org.tabib.projections.store.Columns;

/** Questions to the statistics. They block. */
public final class StatisticsQueries {
  private static final String COUNTED =
      """
      from read.practice_count
      where practice_id = :practice and period >= :from and period < :to
      """;
  private static final String VOLUMES =
      """
      select (period at time zone :zone)::date as day, subject as direction, detail as kind,
             sum(count)::bigint as count
      """
          + COUNTED
          + "and measure = 'message' group by 1, 2, 3 order by 1, 2, 3";
  private static final String OTHERS =
      "select measure, subject, detail, amount, sum(count)::bigint as count\n"
          + COUNTED
          + "and measure <> 'message' group by 1, 2, 3, 4";
  private static final String VOLUMES_OF_ONE =
      """
      select (said_at at time zone :zone)::date as day, direction, kind, count(*) as count
      from read.message
      where conversation_id = :conversation
      group by 1, 2, 3 order by 1, 2, 3
      """;
  private static final String DELIVERY_OF_ONE =
      """
      select count(sent_at)                                                   as sent,
             count(*) filter (where coalesce(delivered_at, read_at, played_at) is not null)
                                                                              as delivered,
             count(*) filter (where coalesce(read_at, played_at) is not null) as read,
             count(*) filter (where status = 2)                               as failed
      from read.message
      where conversation_id = :conversation and direction = 'out'
      """;
  private static final String TALK =
      """
      select direction, kind, author, said_at
      from read.message
      where conversation_id = :conversation
      order by event_number, position
      """;

  private final Jdbi jdbi;

  public StatisticsQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What is asked for.
   *
   * @param from counts begin there; quarters of an hour count as a whole
   * @param to exclusive
   * @param flow only this flow's use and bookings; all flows when none
   * @param language only flows and bookings in this language (BCP 47)
   * @param zone in which days begin
   * @param now who has been silent since a day before then is silent
   */
  public record Range(
      Instant from,
      Instant to,
      @Nullable String flow,
      @Nullable String language,
      ZoneId zone,
      Instant now) {}

  /** A practice's statistics. Flows and bookings count when they ended. */
  public Statistics ofPractice(String practice, Range range) {
    Map<String, Object> values = new HashMap<>();
    values.put("practice", practice);
    values.put("from", range.from().atOffset(ZoneOffset.UTC));
    values.put("to", range.to().atOffset(ZoneOffset.UTC));
    return jdbi.withHandle(
        handle -> {
          Counted counted = counted(handle, values);
          FlowUses flows = new FlowUses(handle, "practice_id = :id", practice, range);
          return new Statistics(
              volumes(handle, VOLUMES, values, range.zone()),
              counted.responses,
              counted.delivery,
              flows.uses(),
              flows.bookings(),
              counted.crowdedTurns);
        });
  }

  /** A conversation's statistics, from its beginning. */
  public Statistics ofConversation(String conversationId, ZoneId zone, Instant now) {
    Map<String, Object> values = Map.of("conversation", conversationId);
    return jdbi.withHandle(
        handle -> {
          FlowUses flows =
              new FlowUses(
                  handle,
                  "conversation_id = :id",
                  conversationId,
                  new Range(Instant.EPOCH, now.plus(Statistics.SILENCE), null, null, zone, now));
          return new Statistics(
              volumes(handle, VOLUMES_OF_ONE, values, zone),
              responses(handle, values),
              handle
                  .createQuery(DELIVERY_OF_ONE)
                  .bindMap(values)
                  .map((row, context) -> delivery(row))
                  .one(),
              flows.uses(),
              flows.bookings(),
              crowdedTurns(handle, values));
        });
  }

  private static List<Volume> volumes(
      Handle handle, String sql, Map<String, ?> values, ZoneId zone) {
    return handle
        .createQuery(sql)
        .bindMap(values)
        .bind("zone", zone.getId())
        .map(
            (row, context) ->
                new Volume(
                    row.getObject("day", LocalDate.class),
                    row.getString("direction"),
                    row.getString("kind"),
                    row.getLong("count")))
        .list();
  }

  private static final class Counted {
    private final Map<String, Responses> responses = new TreeMap<>();
    private final Map<String, Long> delivery = new TreeMap<>();
    private long crowdedTurns;

    void add(ResultSet row) throws SQLException {
      String subject = row.getString("subject");
      long count = row.getLong("count");
      switch (row.getString("measure")) {
        case PracticeCounts.RESPONSE ->
            respond(
                responses,
                subject,
                row.getString("detail").equals("first"),
                row.getInt("amount"),
                count);
        case PracticeCounts.DELIVERY -> delivery.merge(subject, count, Long::sum);
        case PracticeCounts.CROWDED_TURN -> crowdedTurns += count;
        default ->
            throw new IllegalStateException("a measure that nobody counts is in the statistics");
      }
    }
  }

  private static void respond(
      Map<String, Responses> responses, String by, boolean first, int bound, long count) {
    Responses times =
        responses.computeIfAbsent(
            by, who -> new Responses(new ResponseTimes(), new ResponseTimes()));
    times.all().add(bound, count);
    if (first) {
      times.first().add(bound, count);
    }
  }

  private static Counted counted(Handle handle, Map<String, ?> values) {
    Counted counted = new Counted();
    handle
        .createQuery(OTHERS)
        .bindMap(values)
        .map(
            (row, context) -> {
              counted.add(row);
              return true;
            })
        .list();
    return counted;
  }

  /** The same as the projection counts, from the log of one conversation. */
  private static Map<String, Responses> responses(Handle handle, Map<String, ?> values) {
    Map<String, Responses> responses = new TreeMap<>();
    Pulse pulse = new Pulse();
    handle
        .createQuery(TALK)
        .bindMap(values)
        .map(
            (row, context) -> {
              Instant at = Columns.time(row, "said_at");
              if (row.getString("direction").equals("in")) {
                pulse.heard(row.getString("kind"), at);
              } else {
                pulse
                    .said(row.getString("author"), at)
                    .ifPresent(
                        answer ->
                            respond(
                                responses,
                                answer.by().name().toLowerCase(Locale.ROOT),
                                answer.first(),
                                answer.bound(),
                                1));
              }
              return true;
            })
        .list();
    return responses;
  }

  private static long crowdedTurns(Handle handle, Map<String, ?> values) {
    return handle
        .createQuery(
            """
            select count(*) from (
              select from read.message
              where conversation_id = :conversation and direction = 'out' and author = 'bot'
              group by event_number having count(*) > 1) as crowded
            """)
        .bindMap(values)
        .mapTo(Long.class)
        .one();
  }

  private static Map<String, Long> delivery(ResultSet row) throws SQLException {
    Map<String, Long> delivery = new TreeMap<>();
    for (String status : List.of("sent", "delivered", "read", "failed")) {
      delivery.put(status, row.getLong(status));
    }
    return delivery;
  }
}
