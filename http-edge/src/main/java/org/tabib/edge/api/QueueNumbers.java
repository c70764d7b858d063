package org.tabib.edge.api;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.Urgency;
import org.tabib.projections.queue.QueueStatistics;
import org.tabib.projections.queue.QueueStatistics.Group;
import org.tabib.projections.queue.QueueStatistics.Numbers;
import org.tabib.projections.queue.QueueStatistics.Spread;
import org.tabib.projections.queue.QueueStatisticsQueries;

/** {@code /queues/{clinic}/statistics}: a clinic's queue in numbers. */
final class QueueNumbers {
  private static final int USUAL_DAYS = 7;
  private static final int MOST_DAYS = 366;

  private final QueueAsks queues;
  private final QueueStatisticsQueries statistics;
  private final Executor blocking;

  QueueNumbers(QueueAsks queues, QueueStatisticsQueries statistics, Executor blocking) {
    this.queues = queues;
    this.statistics = statistics;
    this.blocking = blocking;
  }

  /**
   * @param from the first day @param to the last day, inclusive
   */
  record NumbersView(
      String clinic,
      LocalDate from,
      LocalDate to,
      CountsView total,
      List<GroupView> byDay,
      List<GroupView> byWeek,
      List<GroupView> byHour,
      List<ServedView> servedByHour,
      List<GroupView> byUrgency,
      List<GroupView> byDoctor,
      List<GroupView> byServicePoint) {}

  /** The tickets of a day, a week (by its Monday), an hour of the day, an urgency … */
  record GroupView(String of, CountsView numbers) {}

  /**
   * @param hour of the clinic's clock, 0 to 23
   */
  record ServedView(int hour, long count) {}

  record CountsView(
      long tickets,
      long served,
      long missed,
      long left,
      long open,
      SpreadView waits,
      SpreadView services) {
    static CountsView of(Numbers numbers) {
      return new CountsView(
          numbers.tickets(),
          numbers.served(),
          numbers.missed(),
          numbers.left(),
          numbers.open(),
          SpreadView.of(numbers.waits()),
          SpreadView.of(numbers.services()));
    }
  }

  /** Percentiles are left out when it never happened. */
  record SpreadView(long count, @Nullable Long p50Seconds, @Nullable Long p90Seconds) {
    static SpreadView of(Spread spread) {
      return new SpreadView(spread.count(), seconds(spread.p50()), seconds(spread.p90()));
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
      return time == null ? null : time.toSeconds();
    }
  }

  CompletionStage<Reply> statistics(Call call, String clinicId) {
    ClinicDay today = queues.today(call, clinicId);
    LocalDate to = or(ClinicDay.date(call, "to"), today.date());
    LocalDate from = or(ClinicDay.date(call, "from"), to.minusDays(USUAL_DAYS - 1));
    if (from.isAfter(to)) {
      throw ApiProblem.field("to", "is not earlier than from");
    }
    if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      throw ApiProblem.field("from", "is at most " + MOST_DAYS + " days before to, both included");
    }
    return CompletableFuture.supplyAsync(
            () -> statistics.of(clinicId, from, to, today.clinic().zone()), blocking)
        .thenApply(numbers -> Reply.ok(view(clinicId, from, to, numbers)));
  }

  private static LocalDate or(@Nullable LocalDate date, LocalDate otherwise) {
    return date == null ? otherwise : date;
  }

  private static NumbersView view(
      String clinic, LocalDate from, LocalDate to, QueueStatistics numbers) {
    return new NumbersView(
        clinic,
        from,
        to,
        CountsView.of(numbers.total()),
        groups(numbers.byDay(), LocalDate::toString),
        groups(numbers.byWeek(), LocalDate::toString),
        groups(numbers.byHour(), String::valueOf),
        numbers.servedByHour().stream()
            .map(served -> new ServedView(served.hour(), served.count()))
            .toList(),
        groups(numbers.byUrgency(), urgency -> Codes.of(Urgency.valueOf(urgency))),
        groups(numbers.byDoctor(), Function.identity()),
        groups(numbers.byServicePoint(), Function.identity()));
  }

  private static <K> List<GroupView> groups(List<Group<K>> groups, Function<K, String> name) {
    return groups.stream()
        .map(group -> new GroupView(name.apply(group.of()), CountsView.of(group.numbers())))
        .toList();
  }
}
