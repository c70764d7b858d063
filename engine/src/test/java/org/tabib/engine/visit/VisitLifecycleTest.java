package org.tabib.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.visit.VisitCommand.Advance.Step.COMPLETE;
import static org.tabib.engine.visit.VisitCommand.Advance.Step.CONFIRM;
import static org.tabib.engine.visit.VisitCommand.Advance.Step.NO_SHOW;
import static org.tabib.engine.visit.VisitCommand.Advance.Step.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Lifecycle.Transition;

class VisitLifecycleTest {
  private static final Path DIAGRAM = Path.of("..", "docs", "lifecycles", "visit.md");

  /** Every way through a visit's life; a new line in the table needs a new line here. */
  private static final List<Consumer<VisitStory>> WALKS =
      List.of(
          v -> {
            v.advance(CONFIRM);
            v.checkIn();
            v.advance(START);
            v.advance(COMPLETE);
          },
          v -> {
            v.checkIn();
            v.cancel();
          },
          v -> {
            v.reschedule(VisitStory.TEN);
            v.cancel();
          },
          v -> {
            v.advance(CONFIRM);
            v.reschedule(VisitStory.TEN);
          },
          v -> {
            v.advance(CONFIRM);
            v.cancel();
          },
          v -> {
            v.advance(NO_SHOW);
            v.checkIn();
          },
          v -> {
            v.advance(CONFIRM);
            v.advance(NO_SHOW);
          });

  @Test
  void everyTransitionOfTheTableIsWalkedAndNoOther() {
    Set<Transition<VisitStatus, Class<? extends VisitEvent>>> walked = new HashSet<>();
    for (Consumer<VisitStory> walk : WALKS) {
      VisitStory story = VisitStory.booked();
      walk.accept(story);
      walked.addAll(story.walked());
    }

    assertThat(walked).containsExactlyInAnyOrderElementsOf(VisitLifecycle.TABLE.table());
  }

  @Test
  void theDiagramInTheDocumentationIsCurrent() throws IOException {
    String expected =
        """
        # The life of a visit

        Drawn from `VisitLifecycle`; regenerate with
        `mvn -pl engine test -Dtest=VisitLifecycleTest -Dtabib.regenerate=true`.

        ```mermaid
        %s```
        """
            .formatted(VisitLifecycle.TABLE.diagram(Class::getSimpleName));
    if (Boolean.getBoolean("tabib.regenerate")) {
      Files.createDirectories(DIAGRAM.getParent());
      Files.writeString(DIAGRAM, expected);
    }

    assertThat(DIAGRAM).hasContent(expected);
  }
}
