package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private static final ZonedDateTime TIME =
      ZonedDateTime.of(2026, 11, 24, 10, 30, 0, 0, ZoneId.of("Asia/Kolkata"));

  private final Languages languages = Languages.load();
  private final Language english = languages.find("en").orElseThrow();
  private final Language hindi = languages.find("hi").orElseThrow();

  @Test
  void writesEnglishAsInIndia() {
    assertThat(Display.dateTime(english, TIME)).isEqualTo("Tue, 24 Nov, 10:30 am");
    assertThat(Display.time(english, LocalTime.of(15, 5))).isEqualTo("3:05 pm");
    assertThat(Display.age(english, new Age(2, 3))).isEqualTo("2 years, 3 months");
    assertThat(Display.age(english, new Age(0, 1))).isEqualTo("1 month");
    assertThat(Display.list(english, List.of("a", "b", "c"))).isEqualTo("a, b and c");
  }

  @Test
  void writesHindiWithThePartOfTheDayAndLatinDigits() {
    assertThat(Display.dateTime(hindi, TIME)).isEqualTo("मंगल, 24 नवंबर, सुबह 10:30");
    assertThat(Display.age(hindi, new Age(34, 0))).isEqualTo("34 वर्ष");
  }

  @Test
  void writesThePartOfTheDayWhereAmAndPmAreBorrowed() {
    Language bengali = languages.find("bn").orElseThrow();
    assertThat(Display.time(bengali, LocalTime.of(9, 0))).isEqualTo("সকাল 9:00");
    assertThat(Display.time(bengali, LocalTime.of(18, 30))).isEqualTo("সন্ধ্যা 6:30");
    assertThat(Display.dateTime(bengali, TIME)).isEqualTo("মঙ্গল, 24 নভেম্বর, সকাল 10:30");
  }

  @Test
  void writesEveryDayOfAYearSoThatProgramsFindDateAndTime() {
    for (int day = 0; day < 365; day++) {
      assertThat(Display.dateTime(english, TIME.plusDays(day)))
          .matches("\\w{3}, \\d{1,2} \\w{3,9},? \\d{1,2}:\\d{2} ?(am|pm)?")
          .doesNotContain("\u202F", "\u00A0");
    }
  }

  @Test
  void usesTheTimesOwnZone() {
    ZonedDateTime late = TIME.withZoneSameLocal(ZoneId.of("America/Sao_Paulo")).withHour(23);
    assertThat(Display.dateTime(english, late)).isEqualTo("Tue, 24 Nov, 11:30 pm");
    assertThat(Display.date(english, LocalDate.of(2026, 11, 24))).isEqualTo("Tue, 24 Nov");
  }
}
