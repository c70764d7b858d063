package org.tabib.engine.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.schedule.Slot;

/**
 * A stored timer is readable for ever: one file per task and version, written once ({@code
 * -Dtabib.golden=write}) and never again.
 */
class TimerFormatTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "timers");
  private static final Instant DUE = Instant.parse("2026-11-21T07:30:00Z");
  private static final Instant START = Instant.parse("2026-11-22T07:30:00Z");

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatWasStored(TimerTask task) throws Exception {
    Timer timer = Timer.of("sample", DUE, DUE.plus(Duration.ofHours(2)), task);
    Path file = GOLDEN.resolve(task.kind() + ".1.json");
    if ("write".equals(System.getProperty("tabib.golden")) && Files.notExists(file)) {
      Files.createDirectories(GOLDEN);
      Files.write(file, TimerFormat.write(timer));
    }

    assertThat(TimerFormat.read(Files.readAllBytes(file))).isEqualTo(timer);
    assertThat(TimerFormat.write(timer)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void everyTaskHasASampleAndThusAFile() throws IOException {
    assertThat(samples().map(TimerTask::getClass))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(TimerTask.class.getPermittedSubclasses()).stream()
                .<Class<? extends TimerTask>>map(type -> type.asSubclass(TimerTask.class))
                .toList());
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              samples().map(task -> task.kind() + ".1.json").toList());
    }
  }

  @Test
  void storesNoNameOfAClass() {
    samples()
        .map(task -> Timer.of("sample", DUE, Timer.NEVER, task))
        .map(timer -> new String(TimerFormat.write(timer), StandardCharsets.UTF_8))
        .forEach(json -> assertThat(json).doesNotContain("org.tabib", "TimerTask"));
  }

  @Test
  void readsWhatANewerReleaseAddedToAKnownTask() throws Exception {
    String json =
        """
        {"id":"sehat.v/miss","due":"2026-11-21T07:30:00Z","expires":"2026-11-21T09:30:00Z",
         "later":1,
         "task":{"type":"miss-visit:1","visitId":"sehat.v","start":"2026-11-22T07:30:00Z","x":2}}
        """;

    assertThat(TimerFormat.read(json.getBytes(StandardCharsets.UTF_8)).task())
        .isEqualTo(new TimerTask.MissVisit("sehat.v", START));
  }

  @Test
  void refusesATaskOfANewerReleaseWithoutTellingWhatItSays() {
    byte[] json =
        "{\"id\":\"a/b\",\"task\":{\"type\":\"sing:1\",\"who\":\"Asha\"}}"
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> TimerFormat.read(json))
        .isInstanceOf(TimerFormat.UnreadableException.class)
        .hasMessageNotContaining("Asha")
        .hasNoCause();
  }

  static Stream<TimerTask> samples() {
    Slot slot = new Slot("sehat.s", START, Duration.ofMinutes(15));
    return List.<TimerTask>of(
        new TimerTask.TellVisit("sehat.v", NoticeKind.VISIT_REMINDER_DAY, START),
        new TimerTask.MissVisit("sehat.v", START),
        new TimerTask.AskReview("sehat.v"),
        new TimerTask.FollowVisit("sehat.v"),
        new TimerTask.SettleTicket("sehat.v", "sehat.c.2026-11-22", START),
        new TimerTask.TellTicket(
            "sehat.c.2026-11-21",
            "A7",
            NoticeKind.TICKET_NEAR,
            "sehat.p",
            "sehat.k",
            Map.of("clinic", "sehat.c", "position", "3")),
        new TimerTask.CloseQueueDay("sehat.c.2026-11-21"),
        new TimerTask.ReminderDue("sehat.r", START),
        new TimerTask.TellOffer("sehat.c", "sehat.o", "sehat.e", "sehat.k", Map.of("slot", "1")),
        new TimerTask.OfferTimedOut("sehat.c", "sehat.o"),
        new TimerTask.SlotFreed("sehat.c", "sehat.v/4", slot),
        new TimerTask.MakeReports("sehat", "sehat.c"))
        .stream();
  }
}
