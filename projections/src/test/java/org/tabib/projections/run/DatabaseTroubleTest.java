package org.tabib.projections.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTroubleTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"08006", "40P01", "53300", "55P03", "57P01", "57014", "25P03"})
  void blamesNoEventForTroubleThatPasses(String state) {
    assertThat(DatabaseTrouble.passes(new SQLException("text", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "23502", "22021", "42P01", "22001"})
  void blamesTheEventForWhatWillNeverWork(String state) {
    assertThat(DatabaseTrouble.passes(new SQLException("text", state))).isFalse();
  }
}
