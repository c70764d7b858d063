package org.tabib.edge.e2e;

import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.jdbc.config.JournalConfig;
import akka.persistence.jdbc.journal.dao.DefaultJournalDao;
import akka.persistence.journal.Tagged;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.journal.BatchingJournalDao;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The product's journal with a {@link Guillotine} before and behind every write. A write that the
 * node does not live to make, or to hear of, fails: the entity is as good as dead, because nothing
 * that it does afterwards gets out.
 */
public final class WatchedJournalDao extends DefaultJournalDao {
  private final BatchingJournalDao journal;
  private final Guillotine guillotine;

  /** Called by the plugin (setting {@code jdbc-journal.dao}). */
  public WatchedJournalDao(
      JdbcBackend.DatabaseDef database,
      JdbcProfile profile,
      JournalConfig config,
      Serialization serialization,
      ExecutionContext executionContext,
      Materializer materializer) {
    super(database, profile, config, serialization, executionContext, materializer);
    this.journal =
        new BatchingJournalDao(
            database, profile, config, serialization, executionContext, materializer);
    this.guillotine = Guillotine.NEXT.get();
  }

  @Override
  public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> writes) {
    AtomicWrite first = writes.head();
    String type = first.persistenceId().substring(0, first.persistenceId().indexOf('|'));
    String id = first.persistenceId().substring(type.length() + 1);
    String practice = practiceOf(id);
    List<Object> events =
        CollectionConverters.asJava(writes).stream()
            .flatMap(write -> CollectionConverters.asJava(write.payload()).stream())
            .map(WatchedJournalDao::event)
            .toList();
    String name =
        type
            + " "
            + events.stream()
                .map(event -> event.getClass().getSimpleName())
                .distinct()
                .collect(Collectors.joining("+"));
    if (!guillotine.passes(practice, "before write of " + name)) {
      return FutureConverters.asScala(CompletableFuture.failedFuture(new Cut()));
    }
    return FutureConverters.asScala(
        FutureConverters.asJava(journal.asyncWriteMessages(writes))
            .thenApply(
                written -> {
                  guillotine.written(practice, first.persistenceId(), events);
                  events.forEach(event -> recorded(practice, id, event));
                  if (!guillotine.passes(practice, "after write of " + name)) {
                    throw new Cut();
                  }
                  return written;
                }));
  }

  private void recorded(String practice, String id, Object event) {
    if (event instanceof ConversationEvent.Dispatched sent) {
      guillotine.recorded(practice, OutboundMessage.idOf(id, sent.number()));
    } else if (event instanceof ConversationEvent.ReceiptsAdvanced receipts) {
      receipts
          .advances()
          .forEach(a -> guillotine.recorded(practice, OutboundMessage.idOf(id, a.number())));
    }
  }

  private static Object event(PersistentRepr repr) {
    return repr.payload() instanceof Tagged tagged ? tagged.payload() : repr.payload();
  }

  static String practiceOf(String entityId) {
    int dot = entityId.indexOf('.');
    return dot < 0 ? entityId : entityId.substring(0, dot);
  }

  /** The node is dead. */
  static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1;

    Cut() {
      super("cut off", null, false, false);
    }
  }
}
