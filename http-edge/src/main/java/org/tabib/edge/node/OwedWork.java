package org.tabib.edge.node;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.projections.ReadModels;
import org.tabib.projections.owed.OwedQueries;
import org.tabib.projections.run.Projections;

/** The entities that can owe something, and how the {@link Waker} finds and wakes them. */
public final class OwedWork {
  /** An index this close behind the journal lists hardly a debt that is settled. */
  private static final Duration CAUGHT_UP = Duration.ofSeconds(5);

  private OwedWork() {}

  /**
   * What the waker of a node works with.
   *
   * @param readModels where the indexes of owing entities are
   * @param blocking where questions to them may block
   */
  public static Waker.Equipment waking(
      ClusterSharding sharding,
      Jdbi readModels,
      Projections projections,
      Executor blocking,
      MeterRegistry meters,
      InstantSource clock) {
    OwedQueries owed = new OwedQueries(readModels);
    return new Waker.Equipment(
        List.of(
            new Waker.Kind(
                ReadModels.CONVERSATION,
                owed::conversations,
                id ->
                    sharding
                        .entityRefFor(Conversation.TYPE_KEY, id)
                        .tell(new ConversationCommand.Wake())),
            new Waker.Kind(
                ReadModels.VISIT.name(),
                owed::visits,
                id -> sharding.entityRefFor(Visit.TYPE_KEY, id).tell(new VisitCommand.Wake()))),
        projection -> projections.health().caughtUp(projection, CAUGHT_UP),
        owed::count,
        blocking,
        meters,
        clock);
  }
}
