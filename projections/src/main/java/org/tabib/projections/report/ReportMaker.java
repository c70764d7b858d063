package org.tabib.projections.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.tabib.projections.queue.QueueStatisticsQueries;
import org.tabib.projections.report.Report.Ratings;
import org.tabib.projections.report.Report.Visits;

/** Makes reports from the read models and keeps them. It blocks. */
public final class ReportMaker {
  static final String VISITS =
      """
      select count(*)                                        as booked,
             count(*) filter (where status = 'COMPLETED')    as completed,
             count(*) filter (where status = 'CANCELLED')    as cancelled,
             count(*) filter (where status = 'NO_SHOW')      as no_shows
      from read.appointment
      where practice_id = :practice and clinic_id = :clinic
        and starts_at >= :from and starts_at < :to
      """;
  static final String RATINGS =
      """
      select r.rating, count(*) as count
      from read.appointment a join read.review r on r.visit_id = a.visit_id
      where a.practice_id = :practice and a.clinic_id = :clinic
        and a.starts_at >= :from and a.starts_at < :to and r.rating is not null
      group by r.rating
      """;
  private static final String KEEP =
      """
      insert into read.report (report_id, practice_id, clinic_id, period, first_day, last_day,
        content, made_at)
      values (:id, :practice, :clinic, :period, :first::date, :last::date, :content::jsonb, :at)
      """;
  private static final String ONCE = KEEP + "on conflict do nothing";
  private static final String ANEW =
      KEEP
          + """
          on conflict (report_id) do update set
            content = excluded.content,
            made_at = excluded.made_at
          """;
  private static final String MADE =
      """
      select first_day from read.report
      where clinic_id = :clinic and period = :period and first_day >= :since::date
      """;

  private final Jdbi jdbi;
  private final QueueStatisticsQueries queues;
  private final ReportJson json = new ReportJson();

  /**
   * @param jdbi on the read models' database
   */
  public ReportMaker(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.queues = new QueueStatisticsQueries(jdbi);
  }

  /** A report that is there now. */
  public record Made(String id, ReportPeriod period, LocalDate first) {}

  /**
   * Makes what is due and not there: of days and weeks that are over at the clinic, for two weeks
   * back. Any number of nodes may do it at once; each report is kept once.
   *
   * @param today the day at the clinic that is not over yet
   */
  public List<Made> due(ReportClinic clinic, LocalDate today, Instant now) {
    List<Made> made = new ArrayList<>();
    for (ReportPeriod period : ReportPeriod.values()) {
      List<LocalDate> over = period.over(today);
      List<LocalDate> there = there(clinic, period, over);
      for (LocalDate first : over) {
        if (!there.contains(first)) {
          made.add(keep(ONCE, clinic, period, first, now));
        }
      }
    }
    return made;
  }

  /** Makes the report of the period that this day is in, in place of the one that is there. */
  public Made anew(ReportClinic clinic, ReportPeriod period, LocalDate day, Instant now) {
    return keep(ANEW, clinic, period, period.first(day), now);
  }

  private List<LocalDate> there(ReportClinic clinic, ReportPeriod period, List<LocalDate> over) {
    return over.isEmpty()
        ? List.of()
        : jdbi.withHandle(
            handle ->
                handle
                    .createQuery(MADE)
                    .bind("clinic", clinic.clinic().id())
                    .bind("period", period.name())
                    .bind("since", over.getFirst().toString())
                    .mapTo(LocalDate.class)
                    .list());
  }

  private Made keep(
      String sql, ReportClinic clinic, ReportPeriod period, LocalDate first, Instant now) {
    Report report = report(clinic, period, first);
    String id = clinic.reportId(period, first);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql)
                .bind("id", id)
                .bind("practice", clinic.practice().id())
                .bind("clinic", clinic.clinic().id())
                .bind("period", period.name())
                .bind("first", first.toString())
                .bind("last", report.to().toString())
                .bind("content", json.text(report))
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .execute());
    return new Made(id, period, first);
  }

  private Report report(ReportClinic clinic, ReportPeriod period, LocalDate first) {
    LocalDate last = period.last(first);
    ZoneId zone = clinic.zone();
    return new Report(
        clinic.clinic().id(),
        new TreeMap<>(clinic.clinic().names()),
        clinic.servicePoints(),
        clinic.doctors(),
        zone,
        period,
        first,
        last,
        clinic.queue().scale(),
        queues.of(clinic.clinic().id(), first, last, zone),
        jdbi.withHandle(handle -> visits(during(handle, VISITS, clinic, first, last))),
        jdbi.withHandle(handle -> ratings(during(handle, RATINGS, clinic, first, last))));
  }

  /** A question about the visits that begin on these days at the clinic. */
  private static Query during(
      Handle handle, String sql, ReportClinic clinic, LocalDate first, LocalDate last) {
    Instant from = first.atStartOfDay(clinic.zone()).toInstant();
    Instant to = last.plusDays(1).atStartOfDay(clinic.zone()).toInstant();
    return handle
        .createQuery(sql)
        .bind("practice", clinic.practice().id())
        .bind("clinic", clinic.clinic().id())
        .bind("from", from.atOffset(ZoneOffset.UTC))
        .bind("to", to.atOffset(ZoneOffset.UTC));
  }

  private static Ratings ratings(Query query) {
    Map<Integer, Long> byRating = new TreeMap<>();
    query
        .map(
            (row, context) -> {
              byRating.put(row.getInt("rating"), row.getLong("count"));
              return true;
            })
        .list();
    long count = byRating.values().stream().mapToLong(Long::longValue).sum();
    long sum = byRating.entrySet().stream().mapToLong(e -> e.getKey() * e.getValue()).sum();
    return new Ratings(count, count == 0 ? null : (double) sum / count, byRating);
  }

  private static Visits visits(Query query) {
    return query
        .map(
            (row, context) ->
                new Visits(
                    row.getLong("booked"),
                    row.getLong("completed"),
                    row.getLong("cancelled"),
                    row.getLong("no_shows")))
        .one();
  }
}
