package org.tabib.edge.api;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.statistics.ResponseTimes;
import org.tabib.projections.statistics.Statistics;

/**
 * Conversations in numbers.
 *
 * @param from none for a conversation, which counts from its beginning
 * @param to none for a conversation
 */
record StatisticsView(
    @Nullable OffsetDateTime from,
    @Nullable OffsetDateTime to,
    List<VolumeView> messages,
    ResponsesView responses,
    DeliveriesView delivery,
    List<FlowView> flows,
    BookingsView bookings,
    long crowdedTurns) {

  record VolumeView(LocalDate day, String direction, String kind, long count) {}

  record ResponsesView(ResponderView bot, ResponderView staff) {}

  record ResponderView(TimesView first, TimesView all) {}

  /** Percentiles are upper bounds in seconds; none without answers. */
  record TimesView(long count, @Nullable Long p50Seconds, @Nullable Long p90Seconds) {
    static TimesView of(ResponseTimes times) {
      return new TimesView(times.count(), seconds(times.within(0.5)), seconds(times.within(0.9)));
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
      return time == null ? null : time.toSeconds();
    }
  }

  record DeliveriesView(long sent, long delivered, long read, long failed, long withdrawn) {}

  record FlowView(
      String flow,
      String language,
      long completed,
      long left,
      long silent,
      @Nullable Double completionRate,
      List<StepView> steps) {}

  record StepView(String step, long completed, long left, long silent) {}

  record BookingsView(
      long count,
      @Nullable Double messagesMean,
      @Nullable Integer messagesP50,
      @Nullable Integer messagesP90) {}

  static StatisticsView of(
      Statistics numbers, @Nullable OffsetDateTime from, @Nullable OffsetDateTime to) {
    return new StatisticsView(
        from,
        to,
        numbers.messages().stream()
            .map(v -> new VolumeView(v.day(), v.direction(), v.kind(), v.count()))
            .toList(),
        new ResponsesView(responder(numbers, "bot"), responder(numbers, "staff")),
        delivery(numbers.delivery()),
        numbers.flows().stream().map(StatisticsView::flow).toList(),
        new BookingsView(
            numbers.bookings().count(),
            numbers.bookings().mean(),
            numbers.bookings().p50(),
            numbers.bookings().p90()),
        numbers.crowdedTurns());
  }

  private static ResponderView responder(Statistics numbers, String who) {
    Statistics.Responses times =
        numbers
            .responses()
            .getOrDefault(who, new Statistics.Responses(new ResponseTimes(), new ResponseTimes()));
    return new ResponderView(TimesView.of(times.first()), TimesView.of(times.all()));
  }

  private static DeliveriesView delivery(Map<String, Long> counts) {
    return new DeliveriesView(
        counts.getOrDefault("sent", 0L),
        counts.getOrDefault("delivered", 0L),
        counts.getOrDefault("read", 0L),
        counts.getOrDefault("failed", 0L),
        counts.getOrDefault("withdrawn", 0L));
  }

  private static FlowView flow(Statistics.FlowUse use) {
    return new FlowView(
        use.flow(),
        use.language(),
        use.completed(),
        use.left(),
        use.silent(),
        use.completionRate(),
        use.steps().stream()
            .map(s -> new StepView(s.step(), s.completed(), s.left(), s.silent()))
            .toList());
  }
}
