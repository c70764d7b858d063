package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.reminder.Dosage.DayPart.EVE;
import static org.tabib.engine.reminder.Dosage.DayPart.HS;
import static org.tabib.engine.reminder.Dosage.DayPart.MORN;
import static org.tabib.engine.reminder.Dosage.DayPart.NOON;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.engine.reminder.Dosage.AtMoments;
import org.tabib.engine.reminder.Dosage.DayPart;
import org.tabib.engine.reminder.Dosage.Moment;

class SigParserTest {
  private static final LocalDate START = LocalDate.of(2026, 11, 21);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1-0-1 x 5 days | MORN EVE | P5D",
        "1 - 0 - 1 for 5 days | MORN EVE | P5D",
        "1–0–1 × 5 days | MORN EVE | P5D",
        "1+0+1 x 5d | MORN EVE | P5D",
        "1-1-1-1 x 3 days | MORN NOON EVE HS | P3D",
        "½-0-½ x 2/7 | MORN EVE | P2D",
        "1/2-0-1/2 2 weeks | MORN EVE | P14D",
        "0-0-1 x 2/52 | EVE | P14D",
        "0-0-0-1 x 1/12 | HS | P1M",
        "BD x 5/7 | MORN EVE | P5D",
        "b.d. for a week | MORN EVE | P7D",
        "BID for two weeks | MORN EVE | P14D",
        "OD for 3 months | MORN | P3M",
        "TDS x 5 days | MORN NOON EVE | P5D",
        "TID 5 days after food | MORN NOON EVE | P5D",
        "QID x 7 days | MORN NOON EVE HS | P7D",
        "three times a day for 5 days | MORN NOON EVE | P5D",
        "2 times a day up to 5 days | MORN EVE | P5D",
        "HS x 10 days | HS | P10D",
        "OD at bedtime x 10 days | HS | P10D",
        "1-0-1 BD x 5 days | MORN EVE | P5D",
        "1-0-1 twice daily, morning and evening x 5 days | MORN EVE | P5D",
        "1 tab BD x 5 days | MORN EVE | P5D",
        "1 BD x 5 days | MORN EVE | P5D",
        "Take 1 tablet twice daily by mouth with food for five days | MORN EVE | P5D",
        "morning and night x 5 days | MORN HS | P5D",
        "after breakfast and dinner x 5 days | MORN EVE | P5D",
        "subah shaam 5 din | MORN EVE | P5D",
        "सुबह शाम ५ दिन | MORN EVE | P5D",
        "१-०-१ x ५ दिन | MORN EVE | P5D",
        "din mein do baar 5 din khane ke baad | MORN EVE | P5D",
        "kutwa mara 3 kwa siku 5 | MORN NOON EVE | P5D",
        "asubuhi na jioni siku 5 baada ya chakula | MORN EVE | P5D",
        "kutwa mara mbili wiki 1 | MORN EVE | P7D",
      })
  void readsWhenAndHowLong(String sig, String parts, String period) {
    Dosage dosage = understood(sig);

    assertThat(((AtMoments) dosage.timing()).moments())
        .extracting(Moment::when)
        .containsExactlyElementsOf(Arrays.stream(parts.split(" ")).map(DayPart::valueOf).toList());
    assertThat(dosage.bounds()).isEqualTo(new Dosage.Lasting(Period.parse(period)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every 8 hours x 5 days | 8",
        "q8h x 5 days | 8",
        "Q 12 hrs | 12",
        "8 hourly for 3 days | 8",
        "1 tab every 6 hours after food | 6",
        "har 8 ghante mein | 8",
        "हर ८ घंटे में | 8",
        "kila saa 8 | 8",
        "kila baada ya masaa 6 siku 3 | 6",
      })
  void readsDosesByInterval(String sig, int hours) {
    assertThat(understood(sig).timing())
        .isEqualTo(new Dosage.EveryInterval(Duration.ofHours(hours)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SOS",
        "PRN",
        "p.r.n.",
        "as needed",
        "1 tab SOS for fever",
        "BD SOS",
        "q6h PRN x 3 days",
        "1 tab if required",
        "inapohitajika",
        "zaroorat padne par"
      })
  void knowsThatNobodyIsRemindedOfWhatIsTakenWhenNeeded(String sig) {
    assertThat(understood(sig).timing()).isEqualTo(new Dosage.AsNeeded());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"STAT", "1 tab stat", "single dose", "2 tablets STAT after food", "turant"})
  void readsASingleDose(String sig) {
    assertThat(understood(sig).timing()).isEqualTo(new Dosage.AtOnce());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alternate days x 10 days | 2",
        "every other day | 2",
        "OD alternate days | 2",
        "every 3 days x 4 doses | 3",
        "weekly x 4 weeks | 7",
        "once a week for 2 months | 7",
        "fortnightly | 14",
        "1-0-0 daily | 1",
      })
  void readsOnWhichDays(String sig, int everyDays) {
    AtMoments timing = (AtMoments) understood(sig).timing();

    assertThat(timing.everyDays()).isEqualTo(everyDays);
    assertThat(timing.moments()).containsExactly(new Moment(MORN, null, "1"));
  }

  @Test
  void readsDaysOfTheWeek() {
    assertThat(((AtMoments) understood("every Monday and Thursday for 4 weeks").timing()).onDays())
        .isEqualTo(Set.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY));
    assertThat(((AtMoments) understood("weekly on Wed").timing()))
        .isEqualTo(
            new AtMoments(List.of(new Moment(MORN, null, "1")), 1, Set.of(DayOfWeek.WEDNESDAY)));
    assertThat(((AtMoments) understood("Tuesday, Saturday").timing()).onDays())
        .isEqualTo(Set.of(DayOfWeek.TUESDAY, DayOfWeek.SATURDAY));
  }

  @Test
  void readsTimesOfTheDayOnTheClock() {
    assertThat(((AtMoments) understood("at 7:30 am and 9 pm x 5 days").timing()).moments())
        .extracting(Moment::timeOfDay)
        .containsExactly(LocalTime.of(7, 30), LocalTime.of(21, 0));
    assertThat(((AtMoments) understood("08:00 20:00 BD").timing()).moments())
        .extracting(Moment::timeOfDay)
        .containsExactly(LocalTime.of(8, 0), LocalTime.of(20, 0));
    assertThat(((AtMoments) understood("12 am, 12 pm").timing()).moments())
        .extracting(Moment::timeOfDay)
        .containsExactly(LocalTime.MIDNIGHT, LocalTime.NOON);
  }

  @Test
  void keepsHowManyAreTakenAtEachTime() {
    assertThat(((AtMoments) understood("2-0-½ x 5 days").timing()).moments())
        .containsExactly(new Moment(MORN, null, "2"), new Moment(EVE, null, "½"));
    assertThat(((AtMoments) understood("1½-1-0-2").timing()).moments())
        .containsExactly(
            new Moment(MORN, null, "1½"), new Moment(NOON, null, "1"), new Moment(HS, null, "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BD until 3 Dec | 2026-12-03",
        "BD until 3rd December 2026 | 2026-12-03",
        "BD till Dec 3 | 2026-12-03",
        "BD until 2026-12-03 | 2026-12-03",
        "BD until 20 Nov | 2027-11-20",
        "BD until 21 Nov | 2026-11-21",
        "BD through 29 Feb | 2028-02-29",
      })
  void readsUntilWhichDay(String sig, LocalDate day) {
    assertThat(understood(sig).bounds()).isEqualTo(new Dosage.Through(day));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BD before food | BEFORE",
        "BD ac | BEFORE",
        "BD on empty stomach | BEFORE",
        "BD khali pet | BEFORE",
        "BD kabla ya kula | BEFORE",
        "BD with meals | WITH",
        "BD na chakula | WITH",
        "BD p.c. | AFTER",
        "BD खाने के बाद | AFTER",
        "OD after breakfast | AFTER",
      })
  void readsHowItRelatesToFood(String sig, Food food) {
    assertThat(understood(sig).food()).isEqualTo(food);
  }

  @Test
  void readsHowMuch() {
    assertThat(understood("5 ml TDS").doseQuantity()).isEqualTo("5 ml");
    assertThat(understood("Tab 500 mg BD").doseQuantity()).isEqualTo("500 mg");
    assertThat(understood("1 tab 500 mg BD").doseQuantity()).isEqualTo("1 tab 500 mg");
    assertThat(understood("half tablet OD").doseQuantity()).isEqualTo("half tablet");
    assertThat(understood("1-0-1").doseQuantity()).isNull();
  }

  @Test
  void goesOnUntilItIsStoppedWhenNoEndIsSaid() {
    assertThat(understood("BD").bounds()).isEqualTo(new Dosage.Open());
    assertThat(understood("1-0-0 long term").bounds()).isEqualTo(new Dosage.Open());
    assertThat(understood("every 8 hours x 10 doses").bounds()).isEqualTo(new Dosage.Doses(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1-0-1 x 5 dyas | x 5 | sig-duration-unit",
        "1-0-1 x 5 | x 5 | sig-duration-unit",
        "1-0-1 xyz | xyz | sig-unknown-word",
        "1-0-1 for fever | for fever | sig-unknown-word",
        "BDX x 5 days | BDX | sig-unknown-word",
        "1-1 x 5 days | 1-1 | sig-pattern",
        "1-0-1-0-1 | 1-0-1-0-1 | sig-pattern",
        "0-0-0 x 5 days | 0-0-0 | sig-pattern",
        "500-0-500 | 500-0-500 | sig-pattern",
        "1/0-0-1 | 1/0-0-1 | sig-pattern",
        "1-0-1 TDS x 5 days | TDS | sig-contradiction",
        "BD TDS | TDS | sig-contradiction",
        "1-0-1 1-1-1 | 1-1-1 | sig-contradiction",
        "1-0-1 at night | 1-0-1 | sig-contradiction",
        "BD in the morning | BD | sig-contradiction",
        "BD every 8 hours | every 8 hours | sig-two-rhythms",
        "q6h q8h | q8h | sig-two-rhythms",
        "every 0 hours | every 0 hours | sig-interval",
        "every 100 hours | every 100 hours | sig-interval",
        "BD x 5 days x 7 days | x 7 days | sig-two-durations",
        "BD x 5 days until 3 Dec | 3 Dec | sig-two-durations",
        "BD x 0 days | x 0 days | sig-duration",
        "BD x 9999 days | x 9999 days | sig-duration",
        "BD until 3/12 | until 3/12 | sig-date",
        "BD until 30 Feb | 30 Feb | sig-date",
        "BD until 1 Jan 2026 | 1 Jan 2026 | sig-date",
        "BD until tomorrow | until tomorrow | sig-date",
        "STAT then BD x 5 days | then | sig-two-courses",
        "STAT BD x 5 days | STAT BD x 5 days | sig-stat-and-course",
        "x 5 days | x 5 days | sig-frequency-missing",
        "1 tab | 1 tab | sig-frequency-missing",
        "BD before food after food | BD before food after food | sig-food",
        "2 tab 1-0-1 | 2 tab | sig-two-doses",
        "5 ml 10 ml BD | 10 ml | sig-two-doses",
        "at 8 pm 6 times a day | 6 times a day | sig-times-a-day",
        "8:00 BD | 8:00 | sig-time",
        "25:00 | 25:00 | sig-time",
        "13 pm OD | 13 pm | sig-time",
        "monthly | monthly | sig-monthly",
        "weekly daily | daily | sig-contradiction",
        "alternate days x 1 day | alternate days x 1 day | sig-contradiction",
        "weekly x 5 days | weekly x 5 days | sig-contradiction",
      })
  void refusesWhatItDoesNotUnderstandAndSaysWhatIsWrong(String sig, String part, String code) {
    SigReading reading = SigParser.read(sig, START);

    assertThat(reading).isInstanceOf(SigReading.Refused.class);
    List<SigProblem> problems = ((SigReading.Refused) reading).problems();
    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.part()).isEqualTo(part);
              assertThat(problem.code()).isEqualTo(code);
              assertThat(sig.substring(problem.from(), problem.to())).isEqualTo(part);
              assertThat(problem.message()).isNotBlank();
            });
  }

  @Test
  void refusesNothingAndTooMuch() {
    assertThat(SigParser.read(" ", START)).isInstanceOf(SigReading.Refused.class);
    assertThat(SigParser.read("BD ".repeat(100), START)).isInstanceOf(SigReading.Refused.class);
  }

  @Test
  void namesEveryUnknownWordAtOnce() {
    SigReading.Refused refused =
        (SigReading.Refused) SigParser.read("1-0-1 foo bar x 5 days", START);

    assertThat(refused.problems()).extracting(SigProblem::part).containsExactly("foo", "bar");
  }

  /** Whatever is typed is read whole or refused; nothing breaks, and nothing is dropped. */
  @Property(tries = 500)
  void alwaysAnswers(@ForAll @StringLength(max = 60) String typed) {
    SigReading reading = SigParser.read(typed, START);

    if (reading instanceof SigReading.Refused(var problems)) {
      assertThat(problems).isNotEmpty();
    }
  }

  /** An unknown word makes every instruction unknown. */
  @Property(tries = 200)
  void neverSkipsAWordThatItDoesNotKnow(@ForAll("words") String word) {
    assertThat(SigParser.read("1-0-1 " + word + " x 5 days", START))
        .isInstanceOf(SigReading.Refused.class);
    assertThat(SigParser.read("BD x 5 days " + word, START)).isInstanceOf(SigReading.Refused.class);
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<String> words() {
    return net.jqwik.api.Arbitraries.strings()
        .withCharRange('a', 'z')
        .ofMinLength(5)
        .ofMaxLength(9)
        .map(letters -> "zq" + letters);
  }

  private static Dosage understood(String sig) {
    SigReading reading = SigParser.read(sig, START);
    assertThat(reading).as(sig).isInstanceOf(SigReading.Understood.class);
    return ((SigReading.Understood) reading).dosage();
  }
}
