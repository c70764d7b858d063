package org.tabib.engine.waitlist;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.WaitingEvent.EntryAdded;
import org.tabib.engine.waitlist.WaitingEvent.EntryLeft;
import org.tabib.engine.waitlist.WaitingEvent.OfferAccepted;
import org.tabib.engine.waitlist.WaitingEvent.OfferDeclined;
import org.tabib.engine.waitlist.WaitingEvent.OfferExpired;
import org.tabib.engine.waitlist.WaitingEvent.OfferLost;
import org.tabib.engine.waitlist.WaitingEvent.OfferPutOff;
import org.tabib.engine.waitlist.WaitingEvent.SlotExhausted;
import org.tabib.engine.waitlist.WaitingEvent.SlotOffered;

/**
 * What a WaitingList remembers. Bounded: entries by the decider, freed times until a day after they
 * began, the ids of ended entries up to a number.
 *
 * @param entries who waits, in order of joining
 * @param freed times that became free, in order of being freed, also those that are dealt with
 * @param ended ids of entries that ended lately, oldest first
 */
public record WaitingListState(
    String listId, List<Entry> entries, List<Freed> freed, List<String> ended) {
  /** So many ended entries are recognised when a command for them is repeated. */
  static final int ENDED_REMEMBERED = 200;

  /** Freed times beyond this number are forgotten, those that are dealt with first. */
  static final int FREED_REMEMBERED = 200;

  private static final Duration REMEMBERED = Duration.ofDays(1);

  /** Somebody who waits. @param since when they joined */
  public record Entry(String entryId, Wanted wanted, WaitingCommand.By by, Instant since) {}

  /**
   * A time that became free.
   *
   * @param passed the entries that it was offered to: nobody is offered it twice
   * @param offer the last offer, if it still stands or was accepted
   * @param putOff until when nobody is asked, if that was so when it was last looked at
   * @param closed whether it is offered to nobody any more
   */
  public record Freed(
      String freedId,
      Slot slot,
      List<String> passed,
      @Nullable Offer offer,
      @Nullable Instant putOff,
      boolean closed) {
    public Freed {
      passed = List.copyOf(passed);
    }

    static Freed fresh(String freedId, Slot slot) {
      return new Freed(freedId, slot, List.of(), null, null, false);
    }

    Freed without() {
      return new Freed(freedId, slot, passed, null, putOff, closed);
    }

    Freed ended() {
      return new Freed(freedId, slot, passed, offer, putOff, true);
    }

    Freed putOff(Instant until) {
      return new Freed(freedId, slot, passed, offer, until, closed);
    }

    Freed with(Offer next) {
      List<String> more = new ArrayList<>(passed);
      if (!more.contains(next.entryId())) {
        more.add(next.entryId());
      }
      return new Freed(freedId, slot, more, next, null, closed);
    }
  }

  /** A time kept for somebody. */
  public record Offer(
      String offerId, String entryId, Instant until, Instant heldUntil, boolean accepted) {}

  public WaitingListState {
    entries = List.copyOf(entries);
    freed = List.copyOf(freed);
    ended = List.copyOf(ended);
  }

  public static WaitingListState empty(String listId) {
    return new WaitingListState(listId, List.of(), List.of(), List.of());
  }

  public WaitingListState apply(WaitingEvent event) {
    return applied(event).pruned(event.at());
  }

  private WaitingListState applied(WaitingEvent event) {
    return switch (event) {
      case EntryAdded e ->
          new WaitingListState(
              listId,
              Stream.concat(
                      entries.stream(),
                      Stream.of(new Entry(e.entryId(), e.wanted(), e.by(), e.at())))
                  .toList(),
              freed,
              ended);
      case EntryLeft e -> left(e);
      case SlotOffered e -> offered(e);
      case OfferAccepted e -> changed(of(e.offerId()), WaitingListState::accepted);
      case OfferDeclined e -> changed(of(e.offerId()), Freed::without);
      case OfferExpired e -> changed(of(e.offerId()), Freed::without);
      case OfferLost e -> changed(of(e.offerId()), f -> f.without().ended());
      case OfferPutOff e ->
          known(e.freedId(), e.slot())
              .changed(f -> f.freedId().equals(e.freedId()), f -> f.putOff(e.until()));
      case SlotExhausted e ->
          known(e.freedId(), e.slot()).changed(f -> f.freedId().equals(e.freedId()), Freed::ended);
    };
  }

  Optional<Entry> entry(String entryId) {
    return entries.stream().filter(entry -> entry.entryId().equals(entryId)).findFirst();
  }

  Optional<Freed> freed(String freedId) {
    return freed.stream().filter(f -> f.freedId().equals(freedId)).findFirst();
  }

  /** The freed time whose last offer that is. */
  Optional<Freed> offeredAs(String offerId) {
    return freed.stream().filter(of(offerId)).findFirst();
  }

  /** The freed time that the entry is being asked about, or is booking. */
  Optional<Freed> offeredTo(String entryId) {
    return freed.stream().filter(f -> !f.closed() && isOf(f.offer(), entryId)).findFirst();
  }

  /** The offers that wait for an answer or a booking. */
  Stream<Offer> standing() {
    return freed.stream().filter(f -> !f.closed()).map(Freed::offer).flatMap(Stream::ofNullable);
  }

  EntryStatus status(String entryId) {
    if (entry(entryId).isEmpty()) {
      return EntryStatus.ENDED;
    }
    return offeredTo(entryId)
        .map(Freed::offer)
        .map(offer -> offer.accepted() ? EntryStatus.ACCEPTED : EntryStatus.OFFERED)
        .orElse(EntryStatus.WAITING);
  }

  private static Predicate<Freed> of(String offerId) {
    return f -> f.offer() != null && f.offer().offerId().equals(offerId);
  }

  private static boolean isOf(@Nullable Offer offer, String entryId) {
    return offer != null && offer.entryId().equals(entryId);
  }

  private static Freed accepted(Freed f) {
    Offer offer = f.offer();
    return offer == null
        ? f
        : f.with(
            new Offer(offer.offerId(), offer.entryId(), offer.until(), offer.heldUntil(), true));
  }

  /** What was accepted stays known, so that a repeated acceptance is recognised. */
  private WaitingListState left(EntryLeft e) {
    List<String> more = new ArrayList<>(ended);
    more.add(e.entryId());
    List<String> lately = more.subList(Math.max(0, more.size() - ENDED_REMEMBERED), more.size());
    return new WaitingListState(
            listId,
            entries.stream().filter(entry -> !entry.entryId().equals(e.entryId())).toList(),
            freed,
            lately)
        .changed(
            f -> !f.closed() && isOf(f.offer(), e.entryId()),
            f -> f.offer() != null && f.offer().accepted() ? f.ended() : f.without());
  }

  private WaitingListState offered(SlotOffered e) {
    Offer offer = new Offer(e.offerId(), e.entryId(), e.until(), e.heldUntil(), false);
    return known(e.freedId(), e.slot())
        .changed(f -> f.freedId().equals(e.freedId()), f -> f.with(offer));
  }

  private WaitingListState known(String freedId, Slot slot) {
    if (freed(freedId).isPresent()) {
      return this;
    }
    return withFreed(Stream.concat(freed.stream(), Stream.of(Freed.fresh(freedId, slot))).toList());
  }

  private WaitingListState changed(Predicate<Freed> which, UnaryOperator<Freed> how) {
    return withFreed(freed.stream().map(f -> which.test(f) ? how.apply(f) : f).toList());
  }

  private WaitingListState withFreed(List<Freed> newFreed) {
    return new WaitingListState(listId, entries, newFreed, ended);
  }

  private WaitingListState pruned(Instant at) {
    Instant longAgo = at.minus(REMEMBERED);
    List<Freed> kept =
        freed.stream().filter(f -> isOpen(f) || f.slot().start().isAfter(longAgo)).toList();
    int beyond = kept.size() - FREED_REMEMBERED;
    if (beyond > 0) {
      List<Freed> forgotten = kept.stream().filter(f -> !isOpen(f)).limit(beyond).toList();
      kept = kept.stream().filter(f -> !forgotten.contains(f)).toList();
    }
    return kept.size() == freed.size() ? this : withFreed(kept);
  }

  private static boolean isOpen(Freed f) {
    return !f.closed() && f.offer() != null;
  }
}
