package org.tabib.edge.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.report.ReportSection.Row;
import org.tabib.projections.queue.QueueStatistics.Numbers;
import org.tabib.projections.report.Report;

/** A report to be read and printed: A4, English, the same bytes whenever it is asked for. */
public final class ReportPdf {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
  private static final List<String> OF_TICKETS =
      List.of("", "tickets", "served", "missed", "left", "open", "wait", "9 in 10", "service");
  private static final List<String> OF_COUNTS = List.of("", "count");

  private ReportPdf() {}

  /** The file. */
  public static byte[] of(Report report) {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      // Else PDFBox takes the time of day for it.
      document.setDocumentId(
          (long) (report.clinicId() + report.period() + report.from()).hashCode());
      document.getDocumentInformation().setTitle(title(report));
      document.getDocumentInformation().setProducer("Tabib");
      try (ReportPage page = new ReportPage(document)) {
        write(page, report);
      }
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(ReportPage page, Report report) throws IOException {
    page.title(title(report));
    page.text(ReportSection.name(report.clinicNames()).orElse(report.clinicId()));
    page.text(
        report.from().equals(report.to())
            ? DATE.format(report.from())
            : DATE.format(report.from()) + " to " + DATE.format(report.to()));
    page.text(
        "Clock: "
            + report.zone().getId()
            + ". Times in minutes; wait: half waited no longer, 9 in 10: nine in ten.");
    for (ReportSection section : ReportSection.of(report)) {
      boolean tickets = section.rows().getFirst().numbers() != null;
      page.table(
          section.title(),
          tickets ? OF_TICKETS : OF_COUNTS,
          section.rows().stream().map(row -> tickets ? tickets(row) : counts(row)).toList());
    }
  }

  private static String title(Report report) {
    return switch (report.period()) {
      case DAY -> "Report of the day";
      case WEEK -> "Report of the week";
    };
  }

  private static List<String> counts(Row row) {
    return List.of(row.name(), Long.toString(row.count()));
  }

  private static List<String> tickets(Row row) {
    Numbers numbers = row.numbers();
    if (numbers == null) {
      return counts(row);
    }
    return List.of(
        row.name(),
        Long.toString(numbers.tickets()),
        Long.toString(numbers.served()),
        Long.toString(numbers.missed()),
        Long.toString(numbers.left()),
        Long.toString(numbers.open()),
        minutes(numbers.waits().p50()),
        minutes(numbers.waits().p90()),
        minutes(numbers.services().p50()));
  }

  private static String minutes(@Nullable Duration time) {
    return time == null ? "–" : Long.toString(Math.round(time.toSeconds() / 60.0));
  }
}
