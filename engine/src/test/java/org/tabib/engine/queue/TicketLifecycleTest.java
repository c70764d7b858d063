package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.queue.Urgency.GREEN;
import static org.tabib.engine.queue.Urgency.ORANGE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Lifecycle.Transition;

class TicketLifecycleTest {
  private static final Path DIAGRAM = Path.of("..", "docs", "lifecycles", "ticket.md");

  /** Every way through a ticket's life; a new line in the table needs a new line here. */
  private static final List<Consumer<QueueStory>> WALKS =
      List.of(
          q -> {
            q.retriage("A1", ORANGE);
            q.called("1");
            q.start("A1");
            q.finish("A1");
          },
          q -> {
            q.skip("A1");
            q.transfer("A1", "lab");
            q.leave("A1");
          },
          q -> q.close(),
          q -> {
            missed(q);
            q.giveBack("A1");
          },
          q -> {
            missed(q);
            q.call("A1", "at the door");
            q.retriage("A1", ORANGE);
            q.skip("A1");
          },
          q -> {
            missed(q);
            q.leave("A1");
          },
          q -> {
            q.called("1");
            q.leave("A1");
          },
          q -> {
            q.called("1");
            q.transfer("A1", "lab");
          },
          q -> {
            q.called("1");
            q.start("A1");
            q.transfer("A1", "lab");
          },
          q -> {
            q.booked("v", "09:00", GREEN);
            q.settle("v", VisitTurn.STARTED);
          },
          q -> {
            q.leave("A1");
            String label = q.booked("v", "09:00", GREEN);
            q.called("1");
            q.recall(label);
            q.recall(label);
            q.recall(label);
            q.settle("v", VisitTurn.STARTED);
          });

  private static void missed(QueueStory q) {
    q.called("1");
    q.recall("A1");
    q.recall("A1");
    q.recall("A1");
  }

  @Test
  void everyTransitionOfTheTableIsWalkedAndNoOther() {
    Set<Transition<TicketStatus, Class<? extends QueueEvent>>> walked = new HashSet<>();
    for (Consumer<QueueStory> walk : WALKS) {
      QueueStory story = QueueStory.monday();
      story.walkIn(GREEN);
      walk.accept(story);
      walked.addAll(story.walked());
    }

    assertThat(walked).containsExactlyInAnyOrderElementsOf(TicketLifecycle.TABLE.table());
  }

  @Test
  void theDiagramInTheDocumentationIsCurrent() throws IOException {
    String expected =
        """
        # The life of a ticket

        Drawn from `TicketLifecycle`; regenerate with
        `mvn -pl engine test -Dtest=TicketLifecycleTest -Dtabib.regenerate=true`. An undone command goes back along the line that it took; a ticket whose
        issue is undone has LEFT. What each step does: [the queue](../queue.md).

        ```mermaid
        %s```
        """
            .formatted(TicketLifecycle.TABLE.diagram(Class::getSimpleName));
    if (Boolean.getBoolean("tabib.regenerate")) {
      Files.createDirectories(DIAGRAM.getParent());
      Files.writeString(DIAGRAM, expected);
    }

    assertThat(DIAGRAM).hasContent(expected);
  }
}
