package org.tabib.projections.statistics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.entity.Ids;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Unnest;

/**
 * Fills what statistics are made from: counts per practice and quarter of an hour, flows from their
 * beginning to their end, and who waits for an answer. A batch reads where its conversations stand,
 * counts in memory, and writes each table once.
 */
public final class ConversationStatistics implements ReadModel<ConversationEvent> {
  private static final String PULSES =
      """
      select conversation_id, language, waiting_since, answered_by_bot, answered_by_staff
      from read.conversation_pulse where conversation_id = any (?)
      """;
  private static final String OPEN_RUNS =
      """
      select conversation_id, began_event, place, flow, version, language, step, began_at, moved_at,
             booked, messages
      from read.flow_run where conversation_id = any (?) and ended_at is null
      order by conversation_id, began_event, place
      """;
  private static final String BEAT =
      """
      insert into read.conversation_pulse (conversation_id, practice_id, language,
        waiting_since, answered_by_bot, answered_by_staff)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bool[], ?::bool[])
      on conflict (conversation_id) do update set
        language          = excluded.language,
        waiting_since     = excluded.waiting_since,
        answered_by_bot   = excluded.answered_by_bot,
        answered_by_staff = excluded.answered_by_staff
      """;
  private static final String RUN =
      """
      insert into read.flow_run (conversation_id, began_event, place, practice_id, flow, version,
        language, step, began_at, moved_at, ended_at, completed, booked, messages)
      select * from unnest(?::text[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::int[],
                           ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                           ?::timestamptz[], ?::bool[], ?::bool[], ?::int[])
      on conflict (conversation_id, began_event, place) do update set
        language  = excluded.language,
        step      = excluded.step,
        moved_at  = excluded.moved_at,
        ended_at  = excluded.ended_at,
        completed = excluded.completed,
        booked    = excluded.booked,
        messages  = excluded.messages
      """;

  @Override
  public void write(Connection connection, List<Recorded<ConversationEvent>> batch)
      throws SQLException {
    PracticeCounts counts = new PracticeCounts();
    Map<String, ConversationCounting> conversations = new LinkedHashMap<>();
    for (Recorded<ConversationEvent> recorded : batch) {
      if (ConversationCounting.remembers(recorded.event())) {
        conversations.computeIfAbsent(
            recorded.entityId(), id -> new ConversationCounting(id, counts));
      }
    }
    restore(connection, conversations);
    for (Recorded<ConversationEvent> recorded : batch) {
      ConversationCounting known = conversations.get(recorded.entityId());
      ConversationCounting counting =
          known == null ? new ConversationCounting(recorded.entityId(), counts) : known;
      counting.add(recorded);
    }
    counts.write(connection);
    beat(connection, conversations);
    run(connection, conversations);
  }

  @Override
  public List<String> tables() {
    return List.of("read.conversation_pulse", "read.flow_run", "read.practice_count");
  }

  private static void restore(
      Connection connection, Map<String, ConversationCounting> conversations) throws SQLException {
    if (conversations.isEmpty()) {
      return;
    }
    Object[] ids = conversations.keySet().toArray();
    try (PreparedStatement select = connection.prepareStatement(PULSES)) {
      select.setArray(1, connection.createArrayOf("text", ids));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          of(conversations, row)
              .pulse()
              .restore(
                  new Pulse.Stored(
                      row.getString("language"),
                      Columns.timeOrNull(row, "waiting_since"),
                      row.getBoolean("answered_by_bot"),
                      row.getBoolean("answered_by_staff")));
        }
      }
    }
    try (PreparedStatement select = connection.prepareStatement(OPEN_RUNS)) {
      select.setArray(1, connection.createArrayOf("text", ids));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          of(conversations, row).runs().restore(openRun(row));
        }
      }
    }
  }

  private static ConversationCounting of(
      Map<String, ConversationCounting> conversations, ResultSet row) throws SQLException {
    String id = row.getString("conversation_id");
    ConversationCounting counting = conversations.get(id);
    if (counting == null) {
      throw new IllegalStateException("a conversation that was not asked for");
    }
    return counting;
  }

  private static FlowRun openRun(ResultSet row) throws SQLException {
    FlowRun run =
        new FlowRun(
            row.getString("conversation_id"),
            row.getLong("began_event"),
            row.getInt("place"),
            row.getString("flow"),
            row.getInt("version"),
            row.getString("step"),
            Columns.time(row, "began_at"));
    run.language = row.getString("language");
    run.movedAt = Columns.time(row, "moved_at");
    run.booked = row.getBoolean("booked");
    run.messages = row.getInt("messages");
    return run;
  }

  private static void beat(Connection connection, Map<String, ConversationCounting> conversations)
      throws SQLException {
    List<ConversationCounting> changed =
        conversations.values().stream().filter(c -> c.pulse().changed()).toList();
    Unnest.<ConversationCounting>over(connection, BEAT, changed)
        .text(ConversationCounting::conversationId)
        .text(c -> Ids.practiceOf(c.conversationId()))
        .text(c -> c.pulse().language)
        .time(c -> c.pulse().waitingSince)
        .bool(c -> c.pulse().answeredByBot)
        .bool(c -> c.pulse().answeredByStaff)
        .execute();
  }

  private static void run(Connection connection, Map<String, ConversationCounting> conversations)
      throws SQLException {
    List<FlowRun> touched =
        conversations.values().stream().flatMap(c -> c.runs().touched().stream()).toList();
    Unnest.<FlowRun>over(connection, RUN, touched)
        .text(r -> r.conversationId)
        .int8(r -> r.beganEvent)
        .int4(r -> r.place)
        .text(r -> Ids.practiceOf(r.conversationId))
        .text(r -> r.flow)
        .int4(r -> r.version)
        .text(r -> r.language)
        .text(r -> r.step)
        .time(r -> r.beganAt)
        .time(r -> r.movedAt)
        .time(r -> r.endedAt)
        .bool(r -> r.completed)
        .bool(r -> r.booked)
        .int4(r -> r.messages)
        .execute();
  }
}
