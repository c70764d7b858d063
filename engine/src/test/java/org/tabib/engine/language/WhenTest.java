package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Today is Tuesday 24 November 2026. */
class WhenTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final Languages LANGUAGES = Languages.load();
  private static final Readers READERS = Readers.load(LANGUAGES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|tomorrow at 10|25 10:00",
        "en|tomorrow at 10:30 am|25 10:30",
        "en|tomorrow morning|25 MORNING 4-12",
        "en|can i come at 3 pm on friday|27 15:00",
        "en|half past ten tomorrow|25 10:30",
        "en|quarter to 5|- 16:45",
        "en|25 dec 10am|2026-12-25 10:00",
        "en|4 o'clock|- 16:00",
        "en|at 11 in the morning|- 11:00",
        "en|7 in the evening|- 19:00",
        "en|midday on monday|30 12:00",
        "en|fever since yesterday|23 -",
        "en|my head hurts since monday|23 -",
        "en|i have fever for 2 days|- -",
        "en|bp 120/80|- -",
        "en|i sat down|- -",
        "en|sat|28 -",
        "en|2-3 days|- -",
        "en|next week|2026-12-01 -",
        "en|fever 102 and cough|- -",
        "en|on the 28th|28 -",
        "en|monday or wednesday|25,30 -",
        "hi|कल सुबह|23,25 MORNING 4-12",
        "hi|कल सुबह आना है|25 MORNING 4-12",
        "hi|kal se bukhar hai|23 -",
        "hi|kal aaunga|25 -",
        "hi|परसों शाम को|22,26 EVENING 16-20",
        "hi|साढ़े दस बजे|- 10:30",
        "hi|sadhe das baje|- 10:30",
        "hi|सवा पाँच बजे शाम|- 17:15",
        "hi|पौने तीन बजे|- 14:45",
        "hi|डेढ़ बजे|- 13:30",
        "hi|dedh saal|- -",
        "hi|कल सुबह 10 बजे|23,25 10:00",
        "hi|रात 9 बजे|- 21:00",
        "hi|रात 12 बजे|- 00:00",
        "hi|2 दिन से दर्द|- -",
        "hi|aaj sham 6 baje|24 18:00",
        "hi|mangalwar ko dopehar 2 baje|2026-12-01 14:00",
        "hi|10 baje 30|- 10:30",
        "hi|4 din baad subah|28 MORNING 4-12",
        "hi|kal|23,25 -",
        "hi|agley hafte|2026-12-01 -",
        "en|25/12 10.30 am|2026-12-25 10:30",
        "sw|kesho asubuhi|25 MORNING 4-12",
        "sw|saa nne asubuhi|- 10:00",
        "sw|kesho saa tatu|25 09:00",
        "sw|saa nane mchana|- 14:00",
        "sw|saa mbili usiku|- 20:00",
        "sw|saa nne na nusu asubuhi|- 10:30",
        "sw|saa 4 asubuhi|- 10:00",
        "sw|saa 9 asubuhi|- 09:00",
        "sw|saa kumi na moja jioni|- 17:00",
        "sw|ijumaa saa nne kasoro robo|27 09:45",
        "sw|baada ya siku 3|27 -",
        "sw|tangu jana|23 -",
        "pt-BR|amanhã de manhã|25 MORNING 6-12",
        "pt-BR|amanhã às 10h30|25 10:30",
        "pt-BR|às dez e meia da manhã|- 10:30",
        "pt-BR|3 da tarde|- 15:00",
        "pt-BR|sexta-feira às 14h|27 14:00",
        "pt-BR|25 de dezembro|2026-12-25 -",
        "pt-BR|dor desde ontem|23 -",
        "pt-BR|depois de amanha a tarde|26 AFTERNOON 12-19",
        "pt-BR|meio dia|- 12:00",
        "ta|நாளை காலை|25 MORNING 5-12",
        "ta|naalai kaalai|25 MORNING 5-12",
        "ta|நாளைக்கு காலையில் பத்து மணிக்கு|25 10:00",
        "ta|பத்தரை மணி|- 10:30",
        "ta|saayangalam 5 mani|- 17:00",
        "ta|வெள்ளிக்கிழமை மாலை 4 மணி|27 16:00",
        "ta|nethu irundhu|23 -",
        "ta|naalai marunaal|26 -",
      })
  void readsDaysAndTimes(String tag, String text, String expected) {
    assumeThat(LANGUAGES.find(tag)).as("the language is there").isPresent();
    When when = READERS.when(text, LANGUAGES.find(tag).orElseThrow(), TODAY);
    assertThat(show(when)).isEqualTo(expected);
  }

  private static String show(When when) {
    String days =
        when.days().stream()
            .map(
                day ->
                    day.getMonthValue() == 11 && day.getYear() == 2026
                        ? "" + day.getDayOfMonth()
                        : day.toString())
            .collect(Collectors.joining(","));
    return (days.isEmpty() ? "-" : days) + " " + when.time().map(WhenTest::show).orElse("-");
  }

  private static String show(TimeOfDay time) {
    return switch (time) {
      case TimeOfDay.Exact exact -> exact.time().toString();
      case TimeOfDay.Part part ->
          part.part() + " " + part.from().getHour() + "-" + part.to().getHour();
    };
  }
}
