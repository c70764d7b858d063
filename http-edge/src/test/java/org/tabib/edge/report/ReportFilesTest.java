package org.tabib.edge.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.queue.TriageScale;
import org.tabib.projections.queue.QueueStatistics;
import org.tabib.projections.queue.QueueStatistics.Group;
import org.tabib.projections.queue.QueueStatistics.Numbers;
import org.tabib.projections.queue.QueueStatistics.Spread;
import org.tabib.projections.report.Report;
import org.tabib.projections.report.ReportPeriod;

class ReportFilesTest {
  private static final Numbers NUMBERS =
      new Numbers(
          5,
          2,
          1,
          1,
          1,
          new Spread(4, Duration.ofMinutes(10), Duration.ofSeconds(1_790)),
          new Spread(0, null, null));

  private static Report report(String clinicName) {
    return new Report(
        "demo.clinic",
        Map.of("en", clinicName),
        Map.of("general", Map.of("hi", "परामर्श", "en", "=HYPERLINK(\"x\")")),
        Map.of(),
        ZoneId.of("Asia/Kolkata"),
        ReportPeriod.WEEK,
        LocalDate.of(2026, 11, 23),
        LocalDate.of(2026, 11, 29),
        TriageScale.SATS,
        new QueueStatistics(
            NUMBERS,
            IntStream.range(0, 90)
                .mapToObj(i -> new Group<>(LocalDate.of(2026, 11, 23).plusDays(i), NUMBERS))
                .toList(),
            List.of(),
            List.of(new Group<>(8, NUMBERS)),
            List.of(),
            List.of(new Group<>("ORANGE", NUMBERS)),
            List.of(),
            List.of(new Group<>("general", NUMBERS))),
        new Report.Visits(3, 2, 0, 1),
        new Report.Ratings(2, 4.5, Map.of(4, 1L, 5, 1L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain|plain",
        "a,b|\"a,b\"",
        "say \"hi\"|\"say \"\"hi\"\"\"",
        "=1+1|'=1+1",
        "@SUM(A1)|'@SUM(A1)",
        "-2,3|\"'-2,3\"",
      })
  void noFieldBreaksTheTableOrIsTakenForAFormula(String text, String field) {
    assertThat(ReportCsv.field(text)).isEqualTo(field);
  }

  @Test
  void everyLineOfTheTableHasEveryField() {
    String csv = new String(ReportCsv.of(report("Main, Road")), StandardCharsets.UTF_8);

    assertThat(csv)
        .contains("\"Main, Road\",2026-11-23,2026-11-29,total,total,5,2,1,1,1,4,600,1790,0,,\r\n")
        .contains(",urgency,orange,5,")
        .contains("'=HYPERLINK")
        .contains(",visits,did not come,1,,,,,,,,,,\r\n")
        .contains(",ratings,5 of 5,1,");
    assertThat(csv.lines().filter(line -> !line.contains("\"")))
        .allMatch(line -> line.split(",", -1).length == 16);
  }

  @Test
  void thePdfGoesOnOverPagesAndShowsWhatItHasLettersFor() throws Exception {
    byte[] pdf = ReportPdf.of(report("Clínica São João मुख्य"));

    assertThat(ReportPdf.of(report("Clínica São João मुख्य"))).isEqualTo(pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document);
      assertThat(document.getNumberOfPages()).isGreaterThan(1);
      assertThat(text)
          .contains("Report of the week")
          .contains("Clínica São João ?")
          .contains("Monday, 23 November 2026 to Sunday, 29 November 2026")
          .contains("Ratings, 4.5 on average")
          .contains("2027-02-20");
    }
  }
}
