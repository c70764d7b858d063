package org.tabib.projections.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.Shown;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.queue_shown}: one row per clinic and closed day, the latest word of it. */
public final class ShownDays implements ReadModel<QueueEvent> {
  private static final String PUT =
      """
      insert into read.queue_shown (queue_id, clinic_id, day, shown)
      select * from unnest(?::text[], ?::text[], ?::date[], ?::jsonb[])
      on conflict (queue_id) do update set shown = excluded.shown
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Row(QueueId queue, Shown shown) {}

  @Override
  public void write(Connection connection, List<Recorded<QueueEvent>> batch) throws SQLException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Recorded<QueueEvent> recorded : batch) {
      String id = recorded.entityId();
      if (recorded.event() instanceof QueueEvent.DayShown(var mark, Shown shown)) {
        rows.put(id, new Row(QueueId.parse(id), shown));
      }
    }
    Unnest.<Row>over(connection, PUT, rows.values())
        .text(row -> row.queue().text())
        .text(row -> row.queue().clinicId())
        .text(row -> row.queue().date().toString())
        .text(row -> json(row.shown()))
        .execute();
  }

  private static String json(Shown shown) {
    try {
      return JSON.writeValueAsString(shown);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers by name are always JSON", e);
    }
  }

  static Shown read(String json) {
    try {
      return JSON.readValue(json, Shown.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("read.queue_shown.shown is written here alone", e);
    }
  }

  @Override
  public List<String> tables() {
    return List.of("read.queue_shown");
  }
}
