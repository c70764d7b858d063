package org.tabib.projections.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.projections.fixture.TestDatabase;

class TableStatisticsTest {

  @Test
  void isStaleWhenNeverAnalyzedOrTenfold() {
    assertThat(TableStatistics.stale(-1, 99)).as("too small to matter").isFalse();
    assertThat(TableStatistics.stale(-1, 100)).isTrue();
    assertThat(TableStatistics.stale(0, 100)).isTrue();
    assertThat(TableStatistics.stale(100, 999)).isFalse();
    assertThat(TableStatistics.stale(100, 1000)).isTrue();
  }

  @Test
  void renewsStatisticsOfFreshTablesAndAgainAfterTenfoldGrowth() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      database.execute("create schema grown");
      database.execute(
          "create table grown.big (id bigint primary key) with (autovacuum_enabled = off)");
      database.execute("create table grown.small (id bigint) with (autovacuum_enabled = off)");
      database.execute("create table grown.other (id bigint) with (autovacuum_enabled = off)");
      TableStatistics statistics =
          new TableStatistics(database.database().dataSource(), "grown", List.of("big", "small"));

      add(database, "big", 1, 200);
      add(database, "small", 1, 5);
      add(database, "other", 1, 500);
      assertThat(statistics.refresh()).containsExactly("grown.big");
      assertThat(known(database)).isEqualTo("200");
      assertThat(statistics.refresh()).as("known well enough now").isEmpty();

      add(database, "big", 201, 1900);
      assertThat(statistics.refresh()).isEmpty();
      add(database, "big", 1901, 2500);
      assertThat(statistics.refresh()).containsExactly("grown.big");
      assertThat(known(database)).isEqualTo("2500");
    }
  }

  @Test
  void leavesTheConnectionAsItFoundIt() throws SQLException {
    try (TestDatabase database = TestDatabase.create()) {
      add(database, 300);
      new TableStatistics(database.database().dataSource(), "read", List.of()).refresh();
      assertThat(database.rows("show statement_timeout")).containsExactly("0");
      assertThat(database.rows("show lock_timeout")).containsExactly("0");
    }
  }

  private static void add(TestDatabase database, int patients) {
    database.execute(
        """
        insert into read.patient
        select 'demo.' || i, 'demo', 'g', 's', null, now(), now() from generate_series(1, %d) i
        """
            .formatted(patients));
    counted(database, "patient", patients);
  }

  private static void add(TestDatabase database, String table, int from, int to) {
    database.execute(
        "insert into grown." + table + " select generate_series(" + from + ", " + to + ")");
    counted(database, table, to);
  }

  /** PostgreSQL counts rows with a delay. */
  private static void counted(TestDatabase database, String table, int rows) {
    await()
        .atMost(10, SECONDS)
        .until(
            () ->
                database
                    .rows(
                        "select n_live_tup from pg_stat_user_tables, pg_stat_force_next_flush()"
                            + " where relname = '"
                            + table
                            + "'")
                    .contains(Integer.toString(rows)));
  }

  private static String known(TestDatabase database) {
    return database
        .rows("select reltuples::bigint from pg_class where oid = 'grown.big'::regclass")
        .getFirst();
  }
}
