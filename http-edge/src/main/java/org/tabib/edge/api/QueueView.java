package org.tabib.edge.api;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.TicketView.RangeView;
import org.tabib.engine.queue.ServicePoint;

/**
 * A clinic's queue of a day.
 *
 * @param status {@code not-opened} before anything happened, {@code open}, {@code closed}
 * @param points in the order of the configuration
 * @param tickets today: who is called, in service or missed, the latest called first; on a day that
 *     is over: all of them, as they were issued
 */
record QueueView(
    String id,
    String clinic,
    LocalDate day,
    String status,
    List<PointView> points,
    List<TicketView> tickets) {

  /**
   * @param names by language tag
   * @param paused why nobody is called there; none when it does not pause
   * @param waiting in the order in which they are called
   */
  record PointView(
      String id,
      String code,
      Map<String, String> names,
      List<String> rooms,
      @Nullable String paused,
      List<TicketView> waiting) {
    static PointView of(ServicePoint point, @Nullable String paused, List<TicketView> waiting) {
      return new PointView(point.id(), point.code(), point.names(), point.rooms(), paused, waiting);
    }
  }

  /**
   * Who was called.
   *
   * @param ticket none when nobody can be called
   * @param earlyAt when the first who came early can be; none when there is none
   */
  record CallView(
      String servicePoint,
      @Nullable TicketView ticket,
      @Nullable OffsetDateTime earlyAt,
      @Nullable String note) {}

  /** How long somebody who came now would wait. */
  record WaitView(
      String servicePoint,
      String urgency,
      int ahead,
      @Nullable RangeView waitMinutes,
      @Nullable String paused) {}

  /** Paused, resumed, closed. */
  record DoneView(String queue, String commandId) {}
}
