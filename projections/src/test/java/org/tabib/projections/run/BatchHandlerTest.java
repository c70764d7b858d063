package org.tabib.projections.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.persistence.query.Offset;
import akka.projection.eventsourced.EventEnvelope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.projections.fixture.TestDatabase;

class BatchHandlerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-02T09:00:00Z"), ZoneOffset.UTC);
  private static final Offsets.Key KEY = new Offsets.Key("words", "words-0");
  private static TestDatabase database;

  private final List<String> committed = new ArrayList<>();
  private final List<StoppedSlice> stopped = new ArrayList<>();
  private final BatchHandler<String> handler =
      new BatchHandler<>(
          new EntityProjection<>(
              "words", String.class, List.of("words-0"), List.of(new WordList())),
          "words-0",
          new SliceListener() {
            @Override
            public void committed(String p, String s, List<? extends EventEnvelope<?>> events) {
              events.forEach(e -> committed.add((String) e.event()));
            }

            @Override
            public void stopped(StoppedSlice stop) {
              stopped.add(stop);
            }
          },
          CLOCK);

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    database.execute("create table read.word (word text not null check (word <> 'poison'))");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.word, read.stopped_slice, read.akka_projection_offset_store");
    handler.start();
  }

  @Test
  void writesBatchAndTellsOnceItIsDurable() throws Exception {
    handle("a", "b");
    assertThat(words()).containsExactly("a", "b");
    assertThat(committed).containsExactly("a", "b");
  }

  @Test
  void keepsEveryEventOfABatchThatOnlyFailedAsABatch() throws Exception {
    handle("a", "not-together", "c");
    assertThat(words()).containsExactly("a", "c", "not-together");
    assertThat(offset()).isEqualTo(3);
    assertThat(stopped).isEmpty();
  }

  @Test
  void keepsWhatCameBeforeThePoisonAndStandsThere() throws Exception {
    handle("a", "b", "poison", "d");

    assertThat(words()).containsExactly("a", "b");
    assertThat(offset()).isEqualTo(2);
    assertThat(committed).containsExactly("a", "b");
    StoppedSlice expected =
        new StoppedSlice(
            "words",
            "words-0",
            "Word|demo.w",
            3,
            "String",
            "PSQLException",
            "23514",
            3,
            CLOCK.instant());
    assertThat(stopped).containsExactly(expected);
    try (Connection connection = database.connect()) {
      assertThat(StoppedSlices.all(connection)).containsExactly(expected);
    }
    assertThatThrownBy(() -> handle("e")).isInstanceOf(SliceStopped.class);
    assertThat(words()).containsExactly("a", "b");
  }

  @Test
  void leavesTheOffsetAloneWhenTheFirstEventIsPoison() throws Exception {
    handle("poison", "b");
    assertThat(words()).isEmpty();
    assertThat(offset()).isZero();
    assertThat(stopped).extracting(StoppedSlice::sequenceNumber).containsExactly(1L);
  }

  @Test
  void triesAgainAfterARestart() throws Exception {
    handle("poison");
    handler.start();
    handle("a");
    assertThat(words()).containsExactly("a");
  }

  @Test
  void blamesNoEventWhenTheDatabaseIsInTrouble() {
    assertThatThrownBy(() -> handle("a", "deadlock")).isInstanceOf(SQLException.class);
    assertThat(words()).isEmpty();
    assertThat(stopped).isEmpty();
    assertThat(committed).isEmpty();
  }

  /** As the projection does: the offset of the whole batch first, then the handler, then commit. */
  private void handle(String... words) throws Exception {
    List<EventEnvelope<String>> batch = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      batch.add(EventEnvelope.create(Offset.sequence(i + 1), "Word|demo.w", i + 1, words[i], 0));
    }
    PlainJdbcSession session = PlainJdbcSession.open(database.database().dataSource());
    try {
      Offsets.save(session.connection(), "words", "words-0", words.length, CLOCK.instant());
      handler.process(session, batch);
      session.commit();
    } catch (SQLException | RuntimeException e) {
      session.rollback();
      throw e;
    } finally {
      session.close();
    }
  }

  private static List<String> words() {
    return database.rows("select word from read.word order by word");
  }

  private static long offset() throws SQLException {
    try (Connection connection = database.connect()) {
      Map<Offsets.Key, Long> offsets = Offsets.all(connection);
      return offsets.getOrDefault(KEY, 0L);
    }
  }

  private static final class WordList implements ReadModel<String> {
    @Override
    public void write(Connection connection, List<Recorded<String>> batch) throws SQLException {
      for (Recorded<String> word : batch) {
        if (word.event().equals("deadlock")) {
          throw new SQLException("victim", "40P01");
        }
        if (word.event().equals("not-together") && batch.size() > 1) {
          throw new IllegalStateException("a bug in folding");
        }
        try (PreparedStatement statement =
            connection.prepareStatement("insert into read.word values (?)")) {
          statement.setString(1, word.event());
          statement.executeUpdate();
        }
      }
    }

    @Override
    public List<String> tables() {
      return List.of("read.word");
    }
  }
}
