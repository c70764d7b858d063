package org.tabib.projections.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.TriageScale;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.queue_day}: one row per clinic and day on which anything happened. */
public final class QueueDays implements ReadModel<QueueEvent> {
  private static final String OPEN =
      """
      insert into read.queue_day (queue_id, practice_id, clinic_id, day, time_zone, scale, opened_at,
        paused, changed_at)
      select d.*, '[]', d.opened_at
      from unnest(?::text[], ?::text[], ?::text[], ?::date[], ?::text[], ?::text[],
                  ?::timestamptz[])
        as d (queue_id, practice_id, clinic_id, day, time_zone, scale, opened_at)
      """;
  private static final String PAUSES =
      "select queue_id, paused from read.queue_day where queue_id = any (?)";
  private static final String CHANGE =
      """
      update read.queue_day d set
        scale         = coalesce(c.scale, d.scale),
        paused        = coalesce(c.paused, d.paused),
        closed_at     = coalesce(c.closed_at, d.closed_at),
        changed_at    = c.changed_at
      from unnest(?::text[], ?::text[], ?::jsonb[], ?::timestamptz[], ?::timestamptz[])
        as c (queue_id, scale, paused, closed_at, changed_at)
      where d.queue_id = c.queue_id
      """;

  /** Every service point. */
  static final String ALL = "*";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeSet<String>> POINTS = new TypeReference<>() {};

  private static final class Patch {
    final QueueId queue;
    QueueEvent.@Nullable DayOpened opened;
    @Nullable TriageScale scale;
    @Nullable Set<String> paused;
    QueueEvent.@Nullable DayClosed closed;
    Instant changedAt = Instant.EPOCH;

    Patch(QueueId queue) {
      this.queue = queue;
    }
  }

  @Override
  public void write(Connection connection, List<Recorded<QueueEvent>> batch) throws SQLException {
    Map<String, Set<String>> pauses = pauses(connection, batch);
    Map<String, Patch> patches = new LinkedHashMap<>();
    for (Recorded<QueueEvent> recorded : batch) {
      String id = recorded.entityId();
      Patch patch = patches.computeIfAbsent(id, key -> new Patch(QueueId.parse(key)));
      patch.changedAt = recorded.event().at();
      switch (recorded.event()) {
        case QueueEvent.DayOpened opened -> patch.opened = opened;
        case QueueEvent.SetupChanged changed -> patch.scale = changed.setup().scale();
        case QueueEvent.QueuePaused paused -> {
          patch.paused = pauses.computeIfAbsent(id, key -> new TreeSet<>());
          patch.paused.add(point(paused.servicePointId()));
        }
        case QueueEvent.QueueResumed resumed -> {
          patch.paused = pauses.computeIfAbsent(id, key -> new TreeSet<>());
          if (resumed.servicePointId() == null) {
            patch.paused.clear();
          } else {
            patch.paused.remove(resumed.servicePointId());
          }
        }
        case QueueEvent.DayClosed closed -> patch.closed = closed;
        case QueueEvent.DayShown shown -> {}
        case QueueEvent.TicketEvent event -> {}
      }
    }
    open(connection, patches);
    change(connection, patches);
  }

  private static String point(@Nullable String servicePointId) {
    return servicePointId == null ? ALL : servicePointId;
  }

  /** What is paused so far in the queues where that changes. */
  private static Map<String, Set<String>> pauses(
      Connection connection, List<Recorded<QueueEvent>> batch) throws SQLException {
    Map<String, Set<String>> pauses = new LinkedHashMap<>();
    String[] queues =
        batch.stream()
            .filter(
                recorded ->
                    recorded.event() instanceof QueueEvent.QueuePaused
                        || recorded.event() instanceof QueueEvent.QueueResumed)
            .map(Recorded::entityId)
            .distinct()
            .toArray(String[]::new);
    if (queues.length == 0) {
      return pauses;
    }
    try (PreparedStatement statement = connection.prepareStatement(PAUSES)) {
      statement.setArray(1, connection.createArrayOf("text", queues));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          pauses.put(rows.getString("queue_id"), points(rows.getString("paused")));
        }
      }
    }
    return pauses;
  }

  private static void open(Connection connection, Map<String, Patch> patches) throws SQLException {
    Unnest.<Patch>over(
            connection,
            OPEN,
            patches.values().stream().filter(patch -> patch.opened != null).toList())
        .text(p -> p.queue.text())
        .text(p -> p.queue.practiceId())
        .text(p -> p.queue.clinicId())
        .text(p -> p.queue.date().toString())
        .text(p -> p.opened == null ? null : p.opened.zone().getId())
        .text(p -> p.opened == null ? null : p.opened.setup().scale().name())
        .time(p -> p.opened == null ? null : p.opened.at())
        .execute();
  }

  private static void change(Connection connection, Map<String, Patch> patches)
      throws SQLException {
    Unnest.<Patch>over(connection, CHANGE, patches.values())
        .text(p -> p.queue.text())
        .text(p -> p.scale == null ? null : p.scale.name())
        .text(p -> p.paused == null ? null : json(p.paused))
        .time(p -> p.closed == null ? null : p.closed.at())
        .time(p -> p.changedAt)
        .execute();
  }

  static Set<String> points(String json) {
    try {
      return JSON.readValue(json, POINTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("read.queue_day.paused is written here alone", e);
    }
  }

  private static String json(Set<String> points) {
    try {
      return JSON.writeValueAsString(points);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  @Override
  public List<String> tables() {
    return List.of("read.queue_day");
  }
}
