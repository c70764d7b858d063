package org.tabib.projections.attachment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.entity.Ids;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/**
 * Fills {@code read.attachment}: a row when a file is owed, its visit when that is booked, its end
 * when it is settled. A file is owed, added to a visit and settled at most once each and always
 * after it was owed, so three statements in that order leave the same rows however the events are
 * cut into batches.
 */
public final class AttachmentList implements ReadModel<ConversationEvent> {
  private static final String OWE =
      """
      insert into read.attachment (attachment_id, practice_id, conversation_id, message_id,
        event_number, kind, voice, person_id, visit_id, label_subject, label_sealed, sent_at,
        received_at, status)
      select *, 'fetching' from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
        ?::text[], ?::bool[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::timestamptz[],
        ?::timestamptz[])
      """;
  private static final String ADD =
      """
      update read.attachment a set visit_id = c.visit_id
      from unnest(?::text[], ?::text[]) as c (attachment_id, visit_id)
      where a.attachment_id = c.attachment_id
      """;
  private static final String KEEP =
      """
      update read.attachment a set status = 'kept', media_type = c.media_type, bytes = c.bytes,
        sha256 = c.sha256, storage_key = c.storage_key, settled_at = c.settled_at
      from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[])
        as c (attachment_id, media_type, bytes, sha256, storage_key, settled_at)
      where a.attachment_id = c.attachment_id
      """;
  private static final String REFUSE =
      """
      update read.attachment a set status = 'refused', reason = c.reason, settled_at = c.settled_at
      from unnest(?::text[], ?::text[], ?::timestamptz[]) as c (attachment_id, reason, settled_at)
      where a.attachment_id = c.attachment_id
      """;

  private record Owed(
      String conversationId, long eventNumber, Effect.FetchMedia file, Instant receivedAt) {}

  private record Added(String attachmentId, String visitId) {}

  private record Kept(Change.FileKept file, Instant at) {}

  private record Refused(Change.FileRefused file, Instant at) {}

  /** What a batch does. */
  private static final class Changes {
    private final List<Owed> owed = new ArrayList<>();
    private final List<Added> added = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    void add(Recorded<ConversationEvent> recorded) {
      switch (recorded.event()) {
        case TurnTaken turn -> {
          for (Effect effect : turn.owed()) {
            if (effect instanceof Effect.FetchMedia file) {
              owed.add(new Owed(recorded.entityId(), recorded.number(), file, turn.at()));
            }
          }
          changed(turn.changes(), turn.at());
        }
        case ConversationEvent.EffectSettled settled -> changed(settled.changes(), settled.at());
        case ConversationEvent.ConversationStarted e -> {}
        case ConversationEvent.EffectDeferred e -> {}
        case ConversationEvent.Dispatched e -> {}
        case ConversationEvent.SendDeferred e -> {}
        case ConversationEvent.SendAbandoned e -> {}
        case ConversationEvent.LetterReplayed e -> {}
        case ConversationEvent.LetterDropped e -> {}
        case ConversationEvent.WindowClosed e -> {}
        case ConversationEvent.WindowReopened e -> {}
        case ConversationEvent.ReceiptsAdvanced e -> {}
        case ConversationEvent.AddressChanged e -> {}
        case ConversationEvent.MergedInto e -> {}
        case ConversationEvent.TakenOver e -> {}
        case ConversationEvent.HandedBack e -> {}
        case ConversationEvent.StaffSpoke e -> {}
        case ConversationEvent.StaffEchoed e -> {}
        case ConversationEvent.Delayed e -> {}
        case ConversationEvent.Notified e -> {}
        case ConversationEvent.NoticesLapsed e -> {}
      }
    }

    private void changed(List<Change> changes, Instant at) {
      for (Change change : changes) {
        switch (change) {
          case Change.FileKept file -> kept.add(new Kept(file, at));
          case Change.FileRefused file -> refused.add(new Refused(file, at));
          case Change.TicketTaken ticket -> {}
          case Change.FilesAdded files ->
              files.attachmentIds().forEach(id -> added.add(new Added(id, files.visitId())));
          case Change.LanguageChosen c -> {}
          case Change.ConsentGiven c -> {}
          case Change.ConsentWithdrawn c -> {}
          case Change.EmergencySeen c -> {}
          case Change.HumanCalled c -> {}
          case Change.PatientAdded c -> {}
          case Change.FlowEnded c -> {}
          case Change.Misunderstood c -> {}
          case Change.AttendanceEnded c -> {}
          case Change.OtherLanguageHeard c -> {}
          case Change.LanguageOffered c -> {}
          case Change.MessageEdited c -> {}
          case Change.MessageDeleted c -> {}
        }
      }
    }
  }

  @Override
  public void write(Connection connection, List<Recorded<ConversationEvent>> batch)
      throws SQLException {
    Changes changes = new Changes();
    batch.forEach(changes::add);
    owe(connection, changes.owed);
    Unnest.<Added>over(connection, ADD, changes.added)
        .text(Added::attachmentId)
        .text(Added::visitId)
        .execute();
    Unnest.<Kept>over(connection, KEEP, changes.kept)
        .text(k -> k.file().attachmentId())
        .text(k -> k.file().mediaType())
        .int8(k -> k.file().bytes())
        .text(k -> k.file().sha256())
        .text(k -> k.file().storageKey())
        .time(Kept::at)
        .execute();
    Unnest.<Refused>over(connection, REFUSE, changes.refused)
        .text(r -> r.file().attachmentId())
        .text(r -> r.file().reason())
        .time(Refused::at)
        .execute();
  }

  private static void owe(Connection connection, List<Owed> owed) throws SQLException {
    Unnest.<Owed>over(connection, OWE, owed)
        .text(o -> o.file().id())
        .text(o -> Ids.practiceOf(o.conversationId()))
        .text(Owed::conversationId)
        .text(o -> o.file().messageId())
        .int8(Owed::eventNumber)
        .text(o -> o.file().kind())
        .bool(o -> o.file().voice())
        .text(o -> o.file().person())
        .text(o -> o.file().visitId())
        .text(o -> o.file().label().subject())
        .bytea(o -> SealedColumns.bytes(o.file().label()))
        .time(o -> o.file().sentAt())
        .time(Owed::receivedAt)
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.attachment");
  }
}
