package org.tabib.edge.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.report.ReportSection.Row;
import org.tabib.projections.queue.QueueStatistics.Numbers;
import org.tabib.projections.queue.QueueStatistics.Spread;
import org.tabib.projections.report.Report;

/**
 * A report as a table: RFC 4180, UTF-8, a header, one line per row of every section. Empty is what
 * does not apply or never happened; times are in seconds.
 */
public final class ReportCsv {
  private static final List<String> HEADER =
      List.of(
          "clinic",
          "from",
          "to",
          "section",
          "name",
          "count",
          "served",
          "missed",
          "left",
          "open",
          "waits",
          "wait_p50_seconds",
          "wait_p90_seconds",
          "services",
          "service_p50_seconds",
          "service_p90_seconds");

  private ReportCsv() {}

  /** The file. */
  public static byte[] of(Report report) {
    StringBuilder csv = new StringBuilder();
    line(csv, HEADER);
    String clinic = ReportSection.name(report.clinicNames()).orElse(report.clinicId());
    for (ReportSection section : ReportSection.of(report)) {
      for (Row row : section.rows()) {
        List<String> fields =
            new ArrayList<>(
                List.of(
                    clinic,
                    report.from().toString(),
                    report.to().toString(),
                    section.id(),
                    row.name(),
                    Long.toString(row.count())));
        numbers(fields, row.numbers());
        line(csv, fields);
      }
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void numbers(List<String> fields, @Nullable Numbers numbers) {
    if (numbers == null) {
      while (fields.size() < HEADER.size()) {
        fields.add("");
      }
      return;
    }
    fields.add(Long.toString(numbers.served()));
    fields.add(Long.toString(numbers.missed()));
    fields.add(Long.toString(numbers.left()));
    fields.add(Long.toString(numbers.open()));
    spread(fields, numbers.waits());
    spread(fields, numbers.services());
  }

  private static void spread(List<String> fields, Spread spread) {
    fields.add(Long.toString(spread.count()));
    fields.add(seconds(spread.p50()));
    fields.add(seconds(spread.p90()));
  }

  private static String seconds(@Nullable Duration time) {
    return time == null ? "" : Long.toString(time.toSeconds());
  }

  private static void line(StringBuilder csv, List<String> fields) {
    csv.append(fields.stream().map(ReportCsv::field).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  /**
   * A spreadsheet takes a field that begins like a formula for one, quoted or not: an apostrophe in
   * front keeps it a text (OWASP, CSV injection).
   */
  static String field(String text) {
    String harmless =
        !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean quoted = harmless.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }
}
