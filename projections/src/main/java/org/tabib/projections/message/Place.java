package org.tabib.projections.message;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.tabib.projections.store.PageCursor;

/** A message's place among all of a practice, the newest first. */
public record Place(Instant recordedAt, String conversationId, long eventNumber, int position) {
  static final String NEWEST_FIRST =
      """
      order by t.recorded_at desc, t.conversation_id desc, t.event_number desc, t.position desc
      """;

  private static final int KEYS = 4;

  public static Place of(LoggedMessage message) {
    return new Place(
        message.recordedAt(), message.conversationId(), message.eventNumber(), message.position());
  }

  /**
   * Where a page ended.
   *
   * @throws PageCursor.InvalidCursor when it is not one of ours
   */
  public static Place parse(String cursor) {
    PageCursor keys = PageCursor.parse(cursor, KEYS);
    return new Place(keys.time(0), keys.text(1), keys.number(2), keys.smallNumber(3));
  }

  /** What the caller gets. */
  public String cursor() {
    return PageCursor.of(recordedAt, conversationId, eventNumber, position);
  }

  void restrict(StringBuilder sql, Map<String, Object> values) {
    sql.append(
        """
          and (t.recorded_at, t.conversation_id, t.event_number, t.position)
              < (:afterTime, :afterConversation, :afterEvent, :afterPosition)
        """);
    values.put("afterTime", recordedAt.atOffset(ZoneOffset.UTC));
    values.put("afterConversation", conversationId);
    values.put("afterEvent", eventNumber);
    values.put("afterPosition", position);
  }
}
