package org.tabib.engine.queue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a clinic's queue on one day. Ids, numbers, times, and staff's words sealed:
 * nothing here says who somebody is. A ticket in an event is as it was after the event.
 */
public sealed interface QueueEvent {
  /** By whom and when. */
  Mark mark();

  /** When it happened. */
  default Instant at() {
    return mark().at();
  }

  /** What happened to one ticket. */
  sealed interface TicketEvent extends QueueEvent {
    /** The ticket after it. */
    Ticket ticket();
  }

  /**
   * The first event of a day: what counts on it stands here.
   *
   * @param earlier what the days before showed; null when nothing was known, and in events of
   *     earlier releases
   */
  record DayOpened(Mark mark, QueueSetup setup, ZoneId zone, @Nullable Shown earlier)
      implements QueueEvent {
    /** What the days before showed, as far as it was known. */
    Shown earlierDays() {
      return earlier == null ? Shown.NOTHING : earlier;
    }
  }

  /** The clinic's configuration changed in the course of the day. */
  record SetupChanged(Mark mark, QueueSetup setup) implements QueueEvent {}

  /**
   * A number was given out.
   *
   * @param number of the service point's counter: uses it up for ever
   * @param standing what the holder is told
   */
  record TicketIssued(Mark mark, Ticket ticket, int number, Standing standing)
      implements TicketEvent {}

  /**
   * Its holder is asked to come.
   *
   * @param override why it was called out of order; null when it was its turn
   */
  record TicketCalled(Mark mark, Ticket ticket, @Nullable Remark override) implements TicketEvent {}

  record TicketRecalled(Mark mark, Ticket ticket) implements TicketEvent {}

  /** Waits behind {@code places} others. */
  record TicketSkipped(Mark mark, Ticket ticket, int places) implements TicketEvent {}

  record TicketMissed(Mark mark, Ticket ticket) implements TicketEvent {}

  /**
   * Who was missed waits again.
   *
   * @param placeKept whether it stands where it stood before it was missed; else it came anew
   */
  record TicketReturned(Mark mark, Ticket ticket, boolean placeKept, Standing standing)
      implements TicketEvent {}

  record ServiceStarted(Mark mark, Ticket ticket) implements TicketEvent {}

  record ServiceFinished(Mark mark, Ticket ticket) implements TicketEvent {}

  /**
   * Somebody judged the urgency anew.
   *
   * @param before the urgency until then; all of a ticket's re-triages are its history
   * @param standing null unless it is waiting
   */
  record TicketRetriaged(
      Mark mark,
      Ticket ticket,
      Urgency before,
      @Nullable Remark reason,
      @Nullable Standing standing)
      implements TicketEvent {}

  record TicketTransferred(Mark mark, Ticket ticket, String fromServicePointId, Standing standing)
      implements TicketEvent {}

  /** Its holder will not come: as staff say it, if they do. */
  record TicketLeft(Mark mark, Ticket ticket, @Nullable Remark reason) implements TicketEvent {}

  /** Once in a ticket's life: its holder should come near. */
  record TicketNeared(Mark mark, Ticket ticket, Standing standing) implements TicketEvent {}

  /**
   * A command's change of a ticket was taken back.
   *
   * @param undoes that command's id
   * @param ticket as it was before that command; one that was issued by it has LEFT, and its number
   *     stays used
   * @param before as it was until the undoing
   */
  record CommandUndone(Mark mark, String undoes, Ticket ticket, Ticket before)
      implements TicketEvent {}

  /**
   * Nobody is called for a while.
   *
   * @param servicePointId null: all of them
   */
  record QueuePaused(Mark mark, @Nullable String servicePointId, Remark reason)
      implements QueueEvent {}

  /**
   * It goes on.
   *
   * @param servicePointId null: all of them
   */
  record QueueResumed(Mark mark, @Nullable String servicePointId) implements QueueEvent {}

  /**
   * No tickets from now on; what is called or in service is brought to its end.
   *
   * @param left who waited in vain, in the order in which they would have been called; they have
   *     LEFT
   */
  record DayClosed(Mark mark, Remark reason, List<Ticket> left) implements QueueEvent {
    public DayClosed {
      left = List.copyOf(left);
    }
  }

  /**
   * What the day has shown of services, absences and arrivals, for the days after it. Comes with
   * its closing, and again when somebody who was in service then comes to the end: the latest
   * counts.
   */
  record DayShown(Mark mark, Shown shown) implements QueueEvent {}
}
