package org.tabib.engine.privacy;

import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.EventSeq;
import akka.persistence.typed.SnapshotAdapter;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Seals events and snapshots on their way to storage and opens them on their way back, with the
 * keys that the entity holds. What the read side gets from the journal stays sealed.
 */
public final class SealingAdapters {
  private SealingAdapters() {}

  /**
   * @param vault the entity's current keys
   * @param map applies a mapping to every private value of an event
   */
  public static <E> EventAdapter<E, E> events(
      Supplier<Vault> vault, BiFunction<E, PrivateMapping, E> map) {
    return new EventAdapter<>() {
      @Override
      public E toJournal(E event) {
        return map.apply(event, PrivateMapping.sealing(vault.get()));
      }

      @Override
      public String manifest(E event) {
        return "";
      }

      @Override
      public EventSeq<E> fromJournal(E event, String manifest) {
        return EventSeq.single(map.apply(event, PrivateMapping.opening(vault.get())));
      }
    };
  }

  /** The same for snapshots. */
  public static <S> SnapshotAdapter<S> snapshots(
      Class<S> type, Supplier<Vault> vault, BiFunction<S, PrivateMapping, S> map) {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(S state) {
        return map.apply(state, PrivateMapping.sealing(vault.get()));
      }

      @Override
      public S fromJournal(Object stored) {
        return map.apply(type.cast(stored), PrivateMapping.opening(vault.get()));
      }
    };
  }
}
