package org.tabib.projections.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ResponseTimesTest {
  @Test
  void knowsNothingWithoutAnswers() {
    assertThat(new ResponseTimes().within(0.5)).isNull();
    assertThat(new ResponseTimes().count()).isZero();
  }

  @Property
  void givesPercentilesThatAreAtMostTwiceTheTrueOnes(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 1_000_000) Integer> seconds) {
    ResponseTimes times = new ResponseTimes();
    seconds.forEach(s -> times.add(ResponseTimes.bound(Duration.ofSeconds(s)), 1));
    List<Integer> sorted = seconds.stream().sorted().toList();
    for (double share : new double[] {0.5, 0.9, 1}) {
      int exact = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
      assertThat(times.within(share))
          .isBetween(Duration.ofSeconds(exact), Duration.ofSeconds(Math.max(1, 2L * exact)));
    }
    assertThat(times.count()).isEqualTo(seconds.size());
  }
}
