package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Lifecycle.Transition;
import org.tabib.engine.reminder.ReminderLifecycle.Move;

class ReminderLifecycleTest {
  private static final Path DIAGRAM = Path.of("..", "docs", "lifecycles", "reminder.md");
  private static final String OVER = "2026-11-23T08:00";

  /** Every way through a reminder's life; a new line in the table needs a new line here. */
  private static final List<Consumer<ReminderStory>> WALKS =
      List.of(
          r -> {
            r.liveUntil(OVER);
            r.done(OVER);
            r.stop();
          },
          r -> {
            r.liveUntil(OVER);
            r.snooze(OVER, "2026-11-23T08:20");
            r.stop();
            r.follow(LocalDate.of(2026, 12, 5));
          });

  @Test
  void everyTransitionOfTheTableIsWalkedAndNoOther() {
    Set<Transition<ReminderStatus, Move>> walked = new HashSet<>();
    for (Consumer<ReminderStory> walk : WALKS) {
      ReminderStory story = ReminderStory.course();
      walk.accept(story);
      walked.addAll(story.walked());
    }

    assertThat(walked).containsExactlyInAnyOrderElementsOf(ReminderLifecycle.TABLE.table());
  }

  @Test
  void theDiagramInTheDocumentationIsCurrent() throws IOException {
    String expected =
        """
        # The life of a reminder

        Drawn from `ReminderLifecycle`; regenerate with
        `mvn -pl engine test -Dtest=ReminderLifecycleTest -Dtabib.regenerate=true`.

        ```mermaid
        %s```
        """
            .formatted(ReminderLifecycle.TABLE.diagram(Move::name));
    if (Boolean.getBoolean("tabib.regenerate")) {
      Files.createDirectories(DIAGRAM.getParent());
      Files.writeString(DIAGRAM, expected);
    }

    assertThat(DIAGRAM).hasContent(expected);
  }
}
