package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.ULocale;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates, times and ages as CLDR has them, in locales that people of a practice speak. */
class DisplayOfAllTest {
  private static final ZonedDateTime TIME =
      ZonedDateTime.of(2026, 11, 24, 17, 5, 0, 0, ZoneId.of("Asia/Kolkata"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-IN|Tue, 24 Nov|5:05 pm|2 years, 3 months",
        "hi-IN-u-nu-latn|मंगल, 24 नवंबर|शाम 5:05|2 वर्ष और 3 महीने",
        "ta-IN-u-nu-latn|நவம்பர் 24, செவ்.|மாலை 5:05|2 ஆண்டுகள், 3 மாதங்கள்",
        "te-IN-u-nu-latn|24 నవం, మంగళ|5:05 మధ్యాహ్నం|2 సంవత్సరాలు, 3 నెలలు",
        "bn-IN-u-nu-latn|মঙ্গল, 24 নভেম্বর|বিকাল 5:05|2 বছর, 3 মাস",
        "mr-IN-u-nu-latn|मंगळ, 24 नोव्हें|संध्याकाळ 5:05|2 वर्षे, 3 महिने",
        "sw-KE|Jumanne, 24 Nov|5:05 jioni|miaka 2 na miezi 3",
        "pt-BR|ter., 24 de novembro|17:05|2 anos e 3 meses",
      })
  void writesDatesTimesAndAges(String locale, String date, String time, String age) {
    Language language = new Language("x", ULocale.forLanguageTag(locale), "x", "x");
    assertThat(
            Display.date(language, TIME.toLocalDate())
                + "|"
                + Display.time(language, LocalTime.of(17, 5))
                + "|"
                + Display.age(language, new Age(2, 3)))
        .isEqualTo(date + "|" + time + "|" + age);
  }
}
