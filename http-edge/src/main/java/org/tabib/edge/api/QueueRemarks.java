package org.tabib.edge.api;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.Remarks;

/**
 * What staff write to a queue, sealed before it leaves this node, and opened for whoever may see
 * the queue.
 */
final class QueueRemarks {
  /** Something stands there that nobody can read any more. */
  private static final String GONE = "";

  private final QueueAsks queues;
  private final PersonKeys keys;
  private final Remarks remarks;

  QueueRemarks(QueueAsks queues, PersonKeys keys) {
    this.queues = queues;
    this.keys = keys;
    this.remarks = new Remarks(keys);
  }

  /** About the whole queue; blank is none. */
  CompletionStage<@Nullable Remark> onDay(QueueId queue, @Nullable String words) {
    return words == null || words.isBlank()
        ? CompletableFuture.completedStage(null)
        : remarks.onDay(queue, words.strip()).thenApply(remark -> remark);
  }

  /** About one ticket, whose holder is asked for first; blank is none. */
  CompletionStage<@Nullable Remark> onTicket(QueueId queue, String label, @Nullable String words) {
    return words == null || words.isBlank()
        ? CompletableFuture.completedStage(null)
        : queues
            .ticket(queue, replyTo -> new QueueCommand.GetTicket(label, replyTo))
            .thenCompose(found -> remarks.onTicket(queue, found.ticket().holder(), words.strip()))
            .thenApply(remark -> remark);
  }

  /** The keys that these remarks need. */
  CompletionStage<Opened> opened(Stream<? extends @Nullable Remark> some) {
    return Opened.with(
        keys, some.filter(Objects::nonNull).map(Remark::words).filter(Objects::nonNull));
  }

  /** A remark to be shown: none when there is none, empty when it is erased. */
  static @Nullable String text(Opened opened, @Nullable Remark remark) {
    if (remark == null) {
      return null;
    }
    Private<Remark.Words> words = remark.words();
    if (words == null) {
      return remark.plain();
    }
    Remark.Words read = opened.read(words, Remark.Words.class);
    return read == null ? GONE : read.text();
  }
}
