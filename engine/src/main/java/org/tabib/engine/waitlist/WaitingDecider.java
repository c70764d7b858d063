package org.tabib.engine.waitlist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.waitlist.WaitingEvent.EntryAdded;
import org.tabib.engine.waitlist.WaitingEvent.EntryLeft;
import org.tabib.engine.waitlist.WaitingEvent.OfferAccepted;
import org.tabib.engine.waitlist.WaitingEvent.OfferDeclined;
import org.tabib.engine.waitlist.WaitingEvent.OfferExpired;
import org.tabib.engine.waitlist.WaitingEvent.OfferLost;
import org.tabib.engine.waitlist.WaitingEvent.OfferPutOff;
import org.tabib.engine.waitlist.WaitingEvent.SlotExhausted;
import org.tabib.engine.waitlist.WaitingEvent.SlotOffered;
import org.tabib.engine.waitlist.WaitingListState.Entry;
import org.tabib.engine.waitlist.WaitingListState.Freed;
import org.tabib.engine.waitlist.WaitingListState.Offer;

/**
 * The rules of a WaitingList. Whatever frees a time leads to the next person in the same write, so
 * that no freed time is ever left between two people.
 */
final class WaitingDecider {
  /** More than a clinic can promise anything to. */
  static final int MOST_ENTRIES = 500;

  /** What is taken in the last moment has this long to be booked. */
  static final Duration BOOKING_TIME = Duration.ofMinutes(10);

  /** What a command comes to. */
  sealed interface Step {
    record Decided(Decision<WaitingEvent, WaitingReply> decision) implements Step {}

    /**
     * The schedule is asked to keep the time before anything is decided.
     *
     * @param before what is decided anyway
     * @param reply what the sender is told in the end
     */
    record Keep(List<WaitingEvent> before, Freed freed, NextOffer.Ask next, WaitingReply reply)
        implements Step {
      public Keep {
        before = List.copyOf(before);
      }
    }
  }

  private final WaitingListState state;
  private final ClinicTerms terms;
  private final Instant now;

  WaitingDecider(WaitingListState state, ClinicTerms terms, Instant now) {
    this.state = state;
    this.terms = terms;
    this.now = now;
  }

  Step join(WaitingCommand.Join command) {
    String id = command.entryId();
    if (state.entry(id).isPresent() || state.ended().contains(id)) {
      return answer(entry(state, id, command.wanted()));
    }
    List<WaitingEvent> swept = swept();
    WaitingListState left = after(swept);
    Refusal refusal = whyNot(left, command.wanted());
    if (refusal != null) {
      return new Step.Decided(Decision.refuse(refusal));
    }
    swept.add(new EntryAdded(id, command.wanted(), command.by(), now));
    return accept(swept, entry(after(swept), id, command.wanted()));
  }

  Step leave(WaitingCommand.Leave command) {
    String id = command.entryId();
    Optional<Freed> offered = state.offeredTo(id);
    if (state.entry(id).isEmpty()) {
      return answer(new WaitingReply.Done());
    }
    if (state.status(id) == EntryStatus.ACCEPTED) {
      return refuse("entry-being-booked", "the offered time is just being booked");
    }
    List<WaitingEvent> events = new ArrayList<>();
    events.add(new EntryLeft(id, command.ending(), null, now));
    return offered.isPresent()
        ? next(events, offered.get(), new WaitingReply.Done())
        : accept(events, new WaitingReply.Done());
  }

  Step freed(WaitingCommand.SlotFreed command) {
    Freed freed =
        state
            .freed(command.freedId())
            .orElseGet(() -> Freed.fresh(command.freedId(), command.slot()));
    return freed.closed() || freed.offer() != null
        ? answer(new WaitingReply.Done())
        : next(swept(), freed, new WaitingReply.Done());
  }

  Step timedOut(WaitingCommand.OfferTimedOut command) {
    Freed freed = standing(command.offerId());
    Offer offer = freed == null ? null : freed.offer();
    if (freed == null || offer == null || offer.accepted()) {
      return answer(new WaitingReply.Done());
    }
    if (now.isBefore(offer.until())) {
      return new Step.Decided(
          Decision.refuse(
              Refusal.unavailable("offer-still-stands", "it stands until " + offer.until())));
    }
    List<WaitingEvent> events = new ArrayList<>();
    events.add(new OfferExpired(offer.offerId(), offer.entryId(), now));
    return next(events, freed, new WaitingReply.Done());
  }

  Step accepted(WaitingCommand.Accept command) {
    Freed freed = state.offeredAs(command.offerId()).orElse(null);
    Offer offer = freed == null ? null : freed.offer();
    if (freed == null || offer == null || (!offer.accepted() && !now.isBefore(offer.until()))) {
      return refuse("offer-lapsed", "the offer stands no longer");
    }
    WaitingReply reply =
        new WaitingReply.Accepted(
            offer.offerId(), offer.entryId(), freed.slot(), offer.heldUntil());
    return offer.accepted()
        ? answer(reply)
        : accept(List.of(new OfferAccepted(offer.offerId(), offer.entryId(), now)), reply);
  }

  Step declined(WaitingCommand.Decline command) {
    Freed freed = standing(command.offerId());
    Offer offer = freed == null ? null : freed.offer();
    if (freed == null || offer == null) {
      return answer(new WaitingReply.Done());
    }
    if (offer.accepted()) {
      return refuse("offer-accepted", "the offered time is just being booked");
    }
    List<WaitingEvent> events = new ArrayList<>();
    events.add(new OfferDeclined(offer.offerId(), offer.entryId(), now));
    return next(events, freed, new WaitingReply.Done());
  }

  Step booked(WaitingCommand.ConfirmBooked command) {
    Freed freed = standing(command.offerId());
    Offer offer = freed == null ? null : freed.offer();
    return offer == null || !offer.accepted()
        ? answer(new WaitingReply.Done())
        : accept(
            List.of(new EntryLeft(offer.entryId(), Ending.BOOKED, command.visitId(), now)),
            new WaitingReply.Done());
  }

  Step returned(WaitingCommand.ReturnOffer command) {
    Freed freed = standing(command.offerId());
    Offer offer = freed == null ? null : freed.offer();
    return offer == null || !offer.accepted()
        ? answer(new WaitingReply.Done())
        : accept(
            List.of(new OfferLost(offer.offerId(), offer.entryId(), now)), new WaitingReply.Done());
  }

  Step get(WaitingCommand.Get command) {
    return state
        .entry(command.entryId())
        .map(found -> answer(entry(state, found.entryId(), found.wanted())))
        .orElseGet(
            () ->
                new Step.Decided(
                    Decision.refuse(
                        Refusal.notFound("entry-unknown", "nobody waits under this id"))));
  }

  /** Decides what was waiting for the schedule's word. */
  Decision<WaitingEvent, WaitingReply> kept(Step.Keep keep, Found.Kept kept) {
    NextOffer.Ask next = keep.next();
    Instant last = kept.until().minus(BOOKING_TIME);
    Instant until = next.until().isBefore(last) ? next.until() : last;
    if (!until.isAfter(now)) {
      // Kept by an attempt that broke off long ago: that hold has to pass first.
      return Decision.refuse(Refusal.unavailable("hold-ends", "the time is kept by an old hold"));
    }
    List<WaitingEvent> events = new ArrayList<>(keep.before());
    events.add(
        new SlotOffered(
            next.offerId(),
            keep.freed().freedId(),
            next.entry().entryId(),
            next.entry().wanted(),
            keep.freed().slot(),
            next.doctorId(),
            until,
            kept.until(),
            next.fit(),
            now));
    return Decision.accept(events, keep.reply());
  }

  /** The time is nobody's to offer. */
  Decision<WaitingEvent, WaitingReply> gone(Step.Keep keep, WaitingEvent.Why why) {
    return ended(keep.before(), keep.freed(), why, keep.reply());
  }

  /** The person needs it no longer: whoever comes next is asked when the command comes again. */
  List<WaitingEvent> over(Found.Over over) {
    return List.of(new EntryLeft(over.entryId(), over.ending(), null, now));
  }

  private Step next(List<WaitingEvent> before, Freed freed, WaitingReply reply) {
    WaitingListState then = after(before);
    Freed current = then.freed(freed.freedId()).orElse(freed);
    return switch (NextOffer.of(then, current, terms, now)) {
      case NextOffer.Ask ask -> new Step.Keep(before, current, ask, reply);
      case NextOffer.PutOff(Instant until) -> {
        List<WaitingEvent> events = new ArrayList<>(before);
        if (!until.equals(current.putOff())) {
          events.add(new OfferPutOff(current.freedId(), current.slot(), until, now));
        }
        yield acceptAny(events, reply);
      }
      case NextOffer.Nobody(WaitingEvent.Why why) ->
          new Step.Decided(ended(before, current, why, reply));
    };
  }

  /** A time that was never offered leaves no trace: it is as free as any other. */
  private Decision<WaitingEvent, WaitingReply> ended(
      List<WaitingEvent> before, Freed freed, WaitingEvent.Why why, WaitingReply reply) {
    List<WaitingEvent> events = new ArrayList<>(before);
    if (after(before).freed(freed.freedId()).isPresent()) {
      events.add(new SlotExhausted(freed.freedId(), freed.slot(), why, now));
    }
    return events.isEmpty() ? Decision.answer(reply) : Decision.accept(events, reply);
  }

  private static Step acceptAny(List<WaitingEvent> events, WaitingReply reply) {
    return events.isEmpty() ? answer(reply) : accept(events, reply);
  }

  /** Whose last day is over. */
  private List<WaitingEvent> swept() {
    LocalDate today = LocalDate.ofInstant(now, terms.zone());
    List<WaitingEvent> events = new ArrayList<>();
    for (Entry entry : state.entries()) {
      EntryStatus status = state.status(entry.entryId());
      if (status == EntryStatus.WAITING && entry.wanted().latest().isBefore(today)) {
        events.add(new EntryLeft(entry.entryId(), Ending.TOO_LATE, null, now));
      }
    }
    return events;
  }

  private WaitingListState after(List<WaitingEvent> events) {
    WaitingListState then = state;
    for (WaitingEvent event : events) {
      then = then.apply(event);
    }
    return then;
  }

  private @Nullable Refusal whyNot(WaitingListState left, Wanted wanted) {
    LocalDate today = LocalDate.ofInstant(now, terms.zone());
    if (wanted.latest().isBefore(wanted.earliest()) || wanted.latest().isBefore(today)) {
      return Refusal.invalid(
          "days-out-of-order",
          "the last day is today or later and not before the first: "
              + wanted.earliest()
              + "–"
              + wanted.latest());
    }
    if (wanted.doctorId() != null && terms.practice().doctor(wanted.doctorId()).isEmpty()) {
      return Refusal.notFound("doctor-unknown", "there is no doctor " + wanted.doctorId());
    }
    if (left.entries().stream().anyMatch(e -> isSame(e.wanted(), wanted))) {
      return Refusal.conflict("already-waiting", "the patient waits for this specialty already");
    }
    return left.entries().size() < MOST_ENTRIES
        ? null
        : new Refusal(
            Refusal.Kind.TOO_MANY, "waiting-list-full", "at most " + MOST_ENTRIES + " people wait");
  }

  private static boolean isSame(Wanted one, Wanted other) {
    return one.patientId().equals(other.patientId()) && one.specialty().equals(other.specialty());
  }

  /** The freed time whose offer still stands or is being booked. */
  private @Nullable Freed standing(String offerId) {
    return state.offeredAs(offerId).filter(freed -> !freed.closed()).orElse(null);
  }

  private WaitingReply entry(WaitingListState then, String entryId, Wanted wanted) {
    Optional<Entry> entry = then.entry(entryId);
    return new WaitingReply.Entry(
        entryId,
        then.status(entryId),
        entry.map(Entry::wanted).orElse(wanted),
        entry.map(Entry::since).orElse(now),
        then.offeredTo(entryId).map(Freed::offer).map(Offer::offerId).orElse(null));
  }

  private static Step accept(List<WaitingEvent> events, WaitingReply reply) {
    return new Step.Decided(Decision.accept(events, reply));
  }

  private static Step answer(WaitingReply reply) {
    return new Step.Decided(Decision.answer(reply));
  }

  private static Step refuse(String code, String message) {
    return new Step.Decided(Decision.refuse(Refusal.wrongState(code, message)));
  }
}
