package org.tabib.projections.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;

/**
 * Tells that something was said in a conversation, or that somebody took it over or gave it back.
 */
public final class InboxLive implements ReadModel<ConversationEvent> {
  @Override
  public void write(Connection connection, List<Recorded<ConversationEvent>> batch)
      throws SQLException {
    LiveChanges changes = new LiveChanges(LiveKind.INBOX);
    for (Recorded<ConversationEvent> recorded : batch) {
      if (shows(recorded.event())) {
        changes.changed(recorded.entityId(), null, recorded.event().at());
      }
    }
    changes.write(connection);
  }

  /** Whether the list of conversations looks different; how far a message has come is no news. */
  private static boolean shows(ConversationEvent event) {
    return switch (event) {
      case ConversationEvent.ConversationStarted started -> true;
      case ConversationEvent.TurnTaken turn -> true;
      case ConversationEvent.EffectSettled settled ->
          !settled.outbound().isEmpty() || !settled.changes().isEmpty();
      case ConversationEvent.StaffSpoke spoke -> true;
      case ConversationEvent.StaffEchoed echoed -> true;
      case ConversationEvent.Delayed delayed -> true;
      case ConversationEvent.TakenOver taken -> true;
      case ConversationEvent.HandedBack back -> true;
      case ConversationEvent.MergedInto merged -> true;
      case ConversationEvent.LetterReplayed replayed -> true;
      case ConversationEvent.SendAbandoned abandoned -> true;
      case ConversationEvent.WindowClosed closed -> closed.invitation() != null;
      case ConversationEvent.Notified notified -> true;
      case ConversationEvent.NoticesLapsed lapsed -> false;
      case ConversationEvent.WindowReopened reopened -> false;
      case ConversationEvent.LetterDropped dropped -> false;
      case ConversationEvent.AddressChanged changed -> false;
      case ConversationEvent.Dispatched dispatched -> false;
      case ConversationEvent.EffectDeferred deferred -> false;
      case ConversationEvent.SendDeferred deferred -> false;
      case ConversationEvent.ReceiptsAdvanced advanced -> false;
    };
  }

  /** None: others fill the same table, and who watches looks again anyway. */
  @Override
  public List<String> tables() {
    return List.of();
  }
}
