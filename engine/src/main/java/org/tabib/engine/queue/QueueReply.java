package org.tabib.engine.queue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;

/** What a ClinicQueue answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = QueueReply.TicketState.class, name = "ticket"),
  @JsonSubTypes.Type(value = QueueReply.QueueState.class, name = "queue"),
  @JsonSubTypes.Type(value = QueueReply.NobodyWaiting.class, name = "nobody-waiting"),
  @JsonSubTypes.Type(value = QueueReply.Wait.class, name = "wait"),
  @JsonSubTypes.Type(value = QueueReply.Done.class, name = "done"),
  @JsonSubTypes.Type(value = QueueReply.Refused.class, name = "refused"),
})
public sealed interface QueueReply extends ClusterMessage {

  /**
   * A ticket as it is now.
   *
   * @param standing its place; null unless it is waiting
   * @param note what the sender should know, in English, e.g. that this patient already waits here
   *     with this ticket; null when it simply was done
   */
  record TicketState(
      String queueId, Ticket ticket, @Nullable Standing standing, @Nullable String note)
      implements QueueReply {
    /** The ticket's label. */
    public String label() {
      return ticket.label();
    }

    /** The ticket's status. */
    public TicketStatus status() {
      return ticket.status();
    }
  }

  /**
   * The whole day.
   *
   * @param opened whether anything happened yet today
   * @param closed whether the day has been closed
   * @param points in the order of the configuration
   * @param tickets who is called, in service or missed, latest called first
   */
  record QueueState(
      String queueId, boolean opened, boolean closed, List<Point> points, List<Ticket> tickets)
      implements QueueReply {
    public QueueState {
      points = List.copyOf(points);
      tickets = List.copyOf(tickets);
    }
  }

  /**
   * One service point.
   *
   * @param paused why it pauses; null when it does not
   * @param waiting in the order in which they are called
   */
  record Point(String servicePointId, @Nullable Remark paused, List<Waiting> waiting) {
    public Point {
      waiting = List.copyOf(waiting);
    }
  }

  /** A waiting ticket and its place. */
  record Waiting(Ticket ticket, Standing standing) {}

  /**
   * Nobody can be called there now.
   *
   * @param early when the first who came early can be; null when there is none
   */
  record NobodyWaiting(String servicePointId, @Nullable Instant early) implements QueueReply {}

  /**
   * What somebody who came now would find.
   *
   * @param ahead how many would wait before them
   * @param range none for red and while the service point pauses
   * @param paused why it pauses; null when it does not
   */
  record Wait(String servicePointId, int ahead, @Nullable WaitRange range, @Nullable Remark paused)
      implements QueueReply {}

  /** Paused, resumed, closed: it is so now. */
  record Done(String queueId) implements QueueReply {}

  record Refused(Refusal refusal) implements QueueReply {}
}
