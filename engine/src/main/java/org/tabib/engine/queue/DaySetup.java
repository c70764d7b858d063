package org.tabib.engine.queue;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.ClinicSetups.Answer;
import org.tabib.engine.queue.QueueEvent.DayOpened;
import org.tabib.engine.queue.QueueEvent.SetupChanged;

/**
 * How the day comes to its setup: with its first change, and again when the clinic is configured
 * anew. What cannot be read any more does not stop a day that has begun.
 */
final class DaySetup {
  private DaySetup() {}

  /**
   * What has to happen before anything else; nothing, most of the time.
   *
   * @param earlier what the days before showed, for a day that begins; null when that is not known
   */
  static List<QueueEvent> events(
      ClinicQueueState state, Answer configured, @Nullable Shown earlier, Mark mark) {
    if (!(configured instanceof ClinicSetups.Found(QueueSetup setup, ZoneId zone))) {
      return List.of();
    }
    QueueSetup before = state.setup();
    if (before == null) {
      return List.of(new DayOpened(mark, setup, zone, earlier));
    }
    QueueSetup next = keeping(before, setup, state);
    return next.equals(before) ? List.of() : List.of(new SetupChanged(mark, next));
  }

  static Refusal missing(Answer configured) {
    return switch (configured) {
      case ClinicSetups.Missing(var refusal) -> refusal;
      case ClinicSetups.Found found -> throw new IllegalStateException("a found setup opens");
    };
  }

  /** A service point that is no more stays until those who wait there are through. */
  private static QueueSetup keeping(QueueSetup before, QueueSetup next, ClinicQueueState state) {
    List<ServicePoint> points = new ArrayList<>(next.servicePoints());
    for (ServicePoint old : before.servicePoints()) {
      boolean gone = next.servicePoint(old.id()).isEmpty();
      Optional<Ticket> there =
          state.all().stream()
              .filter(ticket -> ticket.servicePointId().equals(old.id()))
              .filter(ticket -> ticket.isActive() || ticket.status() == TicketStatus.MISSED)
              .findFirst();
      if (gone && there.isPresent()) {
        points.add(old);
      }
    }
    return new QueueSetup(next.scale(), points, next.rules(), next.hours());
  }
}
