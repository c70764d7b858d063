package org.tabib.projections.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.ConversationStarted;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.conversation}: where every conversation stands. */
public final class ConversationList implements ReadModel<ConversationEvent> {
  private static final String START =
      """
      insert into read.conversation (conversation_id, practice_id, contact_id, account,
        address_subject, address_sealed, consent, started_at, last_message_at, unread, handed_over,
        inbound_count, outbound_count)
      select s.conversation_id, s.practice_id, s.contact_id, s.account, s.address_subject,
             s.address_sealed, 'unasked', s.started_at, s.started_at, 0, false, 0, 0
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                  ?::timestamptz[])
        as s (conversation_id, practice_id, contact_id, account, address_subject, address_sealed,
              started_at)
      """;

  private static final String CHANGE =
      """
      update read.conversation r set
        address_subject = coalesce(c.address_subject, r.address_subject),
        address_sealed  = case when c.address_subject is null then r.address_sealed
                               else c.address_sealed end,
        language        = coalesce(c.language, r.language),
        consent         = coalesce(c.consent, r.consent),
        notice_version  = coalesce(c.notice_version, r.notice_version),
        consent_at      = coalesce(c.consent_at, r.consent_at),
        last_message_at = greatest(r.last_message_at, c.last_message_at),
        last_inbound_at = greatest(r.last_inbound_at, c.last_inbound_at),
        unread          = case when c.read then 0 else r.unread end + c.unread,
        emergency_at    = case when c.emergency_touched then c.emergency_at
                               else r.emergency_at end,
        handed_over     = case when c.hand_over_touched then c.handed_over
                               else r.handed_over end,
        handed_over_to  = case when c.hand_over_touched then c.handed_over_to
                               else r.handed_over_to end,
        flow            = case when c.moved then c.flow else r.flow end,
        flow_version    = case when c.moved then c.flow_version else r.flow_version end,
        flow_step       = case when c.moved then c.flow_step else r.flow_step end,
        inbound_count   = r.inbound_count + c.inbound_count,
        outbound_count  = r.outbound_count + c.outbound_count,
        merged_into     = coalesce(c.merged_into, r.merged_into)
      from unnest(?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[],
                  ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bool[], ?::int[],
                  ?::bool[], ?::timestamptz[], ?::bool[], ?::bool[], ?::text[], ?::bool[],
                  ?::text[], ?::int[], ?::text[], ?::int[], ?::int[], ?::text[])
        as c (conversation_id, address_subject, address_sealed, language, consent, notice_version,
              consent_at, last_message_at, last_inbound_at, read, unread,
              emergency_touched, emergency_at, hand_over_touched, handed_over, handed_over_to,
              moved, flow, flow_version, flow_step, inbound_count, outbound_count, merged_into)
      where r.conversation_id = c.conversation_id
      """;

  @Override
  public void write(Connection connection, List<Recorded<ConversationEvent>> batch)
      throws SQLException {
    Collection<ConversationPatch> patches = fold(batch);
    start(connection, patches);
    change(connection, patches.stream().filter(ConversationList::changes).toList());
  }

  @Override
  public List<String> tables() {
    return List.of("read.conversation");
  }

  static Collection<ConversationPatch> fold(List<Recorded<ConversationEvent>> batch) {
    Map<String, ConversationPatch> patches = new LinkedHashMap<>();
    for (Recorded<ConversationEvent> recorded : batch) {
      patches.computeIfAbsent(recorded.entityId(), ConversationPatch::new).add(recorded.event());
    }
    return patches.values();
  }

  /** Receipts, the most frequent events, change nothing here: no row is written for them. */
  private static boolean changes(ConversationPatch patch) {
    return patch.address != null
        || patch.lastMessageAt != null
        || patch.read
        || patch.moved
        || patch.handOverTouched
        || patch.emergencyTouched
        || patch.language != null
        || patch.consent != null
        || patch.mergedInto != null;
  }

  private record Start(String conversationId, ConversationStarted event) {}

  private static void start(Connection connection, Collection<ConversationPatch> patches)
      throws SQLException {
    List<Start> starts = new ArrayList<>();
    for (ConversationPatch patch : patches) {
      if (patch.started != null) {
        starts.add(new Start(patch.conversationId, patch.started));
      }
    }
    Unnest.<Start>over(connection, START, starts)
        .text(Start::conversationId)
        .text(s -> Ids.practiceOf(s.conversationId()))
        .text(s -> s.event().contactId())
        .text(s -> s.event().account())
        .text(s -> s.event().address().subject())
        .bytea(s -> SealedColumns.bytes(s.event().address()))
        .time(s -> s.event().at())
        .execute();
  }

  private static void change(Connection connection, Collection<ConversationPatch> patches)
      throws SQLException {
    Unnest.<ConversationPatch>over(connection, CHANGE, patches)
        .text(p -> p.conversationId)
        .text(p -> p.address == null ? null : p.address.subject())
        .bytea(p -> bytes(p.address))
        .text(p -> p.language)
        .text(p -> p.consent)
        .text(p -> p.noticeVersion)
        .time(p -> p.consentAt)
        .time(p -> p.lastMessageAt)
        .time(p -> p.lastInboundAt)
        .bool(p -> p.read)
        .int4(p -> p.unread)
        .bool(p -> p.emergencyTouched)
        .time(p -> p.emergencyAt)
        .bool(p -> p.handOverTouched)
        .bool(p -> p.handedOver)
        .text(p -> p.handedOverTo)
        .bool(p -> p.moved)
        .text(p -> p.cursor == null ? null : p.cursor.flow())
        .int4(p -> p.cursor == null ? null : p.cursor.version())
        .text(p -> p.cursor == null ? null : p.cursor.step())
        .int4(p -> p.inboundCount)
        .int4(p -> p.outboundCount)
        .text(p -> p.mergedInto)
        .execute();
  }

  private static byte @Nullable [] bytes(@Nullable Private<?> value) {
    return value == null ? null : SealedColumns.bytes(value);
  }
}
