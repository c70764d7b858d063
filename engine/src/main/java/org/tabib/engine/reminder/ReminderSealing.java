package org.tabib.engine.reminder;

import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.EventSeq;
import akka.persistence.typed.SnapshotAdapter;
import java.util.function.Supplier;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.PrivateMapping;
import org.tabib.engine.privacy.Vault;

/**
 * Seals what a reminder writes and leaves sealed what it reads: the entity recovers without any
 * key, and what it cannot open it must not take for erased.
 */
final class ReminderSealing {
  private ReminderSealing() {}

  static EventAdapter<ReminderEvent, ReminderEvent> events(Supplier<Vault> vault) {
    return new EventAdapter<>() {
      @Override
      public ReminderEvent toJournal(ReminderEvent event) {
        return ReminderState.map(event, PrivateMapping.sealing(vault.get()));
      }

      @Override
      public String manifest(ReminderEvent event) {
        return "";
      }

      @Override
      public EventSeq<ReminderEvent> fromJournal(ReminderEvent event, String manifest) {
        return EventSeq.single(event);
      }
    };
  }

  static SnapshotAdapter<ReminderState> snapshots(Supplier<Vault> vault) {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(ReminderState state) {
        return ReminderState.map(state, sealingWhatCanBe(vault.get()));
      }

      @Override
      public ReminderState fromJournal(Object stored) {
        return (ReminderState) stored;
      }
    };
  }

  /** The state outlives the key of a patient who was forgotten meanwhile. */
  private static PrivateMapping sealingWhatCanBe(Vault vault) {
    return new PrivateMapping() {
      @Override
      public <T> Private<T> apply(Private<T> value, Class<T> type) {
        return value instanceof Private.Clear<T>(var subject, var clear) && !vault.knows(subject)
            ? new Private.Erased<>(subject)
            : vault.seal(value);
      }
    };
  }
}
