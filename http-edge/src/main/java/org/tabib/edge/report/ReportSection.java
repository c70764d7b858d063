package org.tabib.edge.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.TriageScale;
import org.tabib.engine.queue.Urgency;
import org.tabib.projections.queue.QueueStatistics;
import org.tabib.projections.queue.QueueStatistics.Group;
import org.tabib.projections.queue.QueueStatistics.Numbers;
import org.tabib.projections.queue.QueueStatistics.Served;
import org.tabib.projections.report.Report;

/**
 * A part of a report: the same rows in every kind of file.
 *
 * @param id stable, for programs
 * @param title for people, in English
 */
record ReportSection(String id, String title, List<Row> rows) {
  ReportSection {
    rows = List.copyOf(rows);
  }

  /**
   * A line.
   *
   * @param count how many tickets, visits, reviews
   * @param numbers of the tickets; none where it is not about tickets
   */
  record Row(String name, long count, @Nullable Numbers numbers) {
    static Row of(String name, Numbers numbers) {
      return new Row(name, numbers.tickets(), numbers);
    }
  }

  /** Everything, in the order in which it is read; sections without rows are left out. */
  static List<ReportSection> of(Report report) {
    QueueStatistics queue = report.queue();
    List<ReportSection> sections = new ArrayList<>();
    sections.add(
        new ReportSection("total", "All tickets", List.of(Row.of("total", queue.total()))));
    if (!report.from().equals(report.to())) {
      add(sections, "day", "By day", queue.byDay().stream().map(ReportSection::day).toList());
    }
    add(
        sections,
        "hour",
        "By hour of arrival",
        queue.byHour().stream().map(ReportSection::hour).toList());
    add(
        sections,
        "served-hour",
        "Finished, by hour",
        queue.servedByHour().stream().map(ReportSection::served).toList());
    add(
        sections,
        "urgency",
        "By urgency",
        queue.byUrgency().stream()
            .map(g -> Row.of(level(report.scale(), g.of()), g.numbers()))
            .toList());
    add(
        sections,
        "service-point",
        "By service point",
        queue.byServicePoint().stream().map(g -> named(report.servicePoints(), g)).toList());
    add(
        sections,
        "doctor",
        "By doctor (tickets for a certain one)",
        queue.byDoctor().stream().map(g -> named(report.doctors(), g)).toList());
    sections.add(visits(report.visits()));
    sections.add(ratings(report.ratings()));
    return sections;
  }

  private static void add(List<ReportSection> sections, String id, String title, List<Row> rows) {
    if (!rows.isEmpty()) {
      sections.add(new ReportSection(id, title, rows));
    }
  }

  private static Row day(Group<LocalDate> group) {
    return Row.of(group.of().toString(), group.numbers());
  }

  private static Row hour(Group<Integer> group) {
    return Row.of(hour(group.of()), group.numbers());
  }

  private static Row served(Served served) {
    return new Row(hour(served.hour()), served.count(), null);
  }

  private static String hour(int hour) {
    return String.format(Locale.ROOT, "%02d:00", hour);
  }

  private static String level(TriageScale scale, String urgency) {
    return scale
        .level(Urgency.valueOf(urgency))
        .map(TriageScale.Level::name)
        .orElseGet(() -> urgency.toLowerCase(Locale.ROOT));
  }

  private static Row named(Map<String, Map<String, String>> names, Group<String> group) {
    return Row.of(
        name(names.getOrDefault(group.of(), Map.of())).orElse(group.of()), group.numbers());
  }

  /** Reports are in English: the English name, or any if there is none. */
  static Optional<String> name(Map<String, String> names) {
    return Optional.ofNullable(names.get("en"))
        .or(
            () ->
                names.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue)
                    .findFirst());
  }

  private static ReportSection visits(Report.Visits visits) {
    return new ReportSection(
        "visits",
        "Booked visits",
        List.of(
            new Row("booked", visits.booked(), null),
            new Row("completed", visits.completed(), null),
            new Row("cancelled", visits.cancelled(), null),
            new Row("did not come", visits.noShows(), null)));
  }

  private static ReportSection ratings(Report.Ratings ratings) {
    List<Row> rows = new ArrayList<>();
    for (int stars = 5; stars >= 1; stars--) {
      rows.add(new Row(stars + " of 5", ratings.byRating().getOrDefault(stars, 0L), null));
    }
    return new ReportSection(
        "ratings",
        ratings.average() == null
            ? "Ratings"
            : String.format(Locale.ROOT, "Ratings, %.1f on average", ratings.average()),
        rows);
  }
}
