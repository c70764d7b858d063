package org.tabib.engine.queue;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;

/**
 * Seals what staff write before the queue gets it. About a ticket: under the key of its patient, or
 * else of who is written to, so that erasing the person erases the words. About the day, or a
 * ticket of which nobody is known: under a key that this clinic's day has for itself.
 */
public final class Remarks {
  private final PersonKeys keys;

  public Remarks(PersonKeys keys) {
    this.keys = keys;
  }

  /** Words about one ticket. Of somebody who was erased nothing is written down any more. */
  public CompletionStage<Remark> onTicket(QueueId queue, TicketHolder holder, String words) {
    String person = person(holder);
    return person == null
        ? onDay(queue, words)
        : keys.currentVaultOf(person)
            .thenApply(
                vault ->
                    new Remark.Written(
                        vault.knows(person)
                            ? sealed(vault, person, words)
                            : new Private.Erased<>(person)));
  }

  /** Words about the whole queue. */
  public CompletionStage<Remark> onDay(QueueId queue, String words) {
    String day = queue.keyId();
    return keys.ensure(day, null)
        .thenApply(key -> new Remark.Written(sealed(new Vault(Map.of(day, key)), day, words)));
  }

  private static Private<Remark.Words> sealed(Vault vault, String subject, String words) {
    return vault.seal(Private.of(subject, new Remark.Words(words)));
  }

  private static @Nullable String person(TicketHolder holder) {
    return holder.patientId() == null ? holder.contactId() : holder.patientId();
  }
}
