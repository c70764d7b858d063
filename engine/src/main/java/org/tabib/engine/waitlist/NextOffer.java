package org.tabib.engine.waitlist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.WaitingListState.Entry;
import org.tabib.engine.waitlist.WaitingListState.Freed;
import org.tabib.engine.waitlist.WaitingListState.Offer;

/**
 * Who is asked next about a freed time, if anybody is. Pure: the same state, time and terms name
 * the same person.
 */
sealed interface NextOffer {
  /** The schedule is to keep the time for them. @param until until when they could answer */
  record Ask(String offerId, Entry entry, String doctorId, Fit fit, Instant until)
      implements NextOffer {}

  /** Somebody waits for it, but not at this hour. */
  record PutOff(Instant until) implements NextOffer {}

  /** Nobody is asked any more. */
  record Nobody(WaitingEvent.Why why) implements NextOffer {}

  static NextOffer of(WaitingListState state, Freed freed, ClinicTerms terms, Instant now) {
    Slot slot = freed.slot();
    Optional<Doctor> doctor = terms.practice().doctorOf(slot.scheduleId());
    Optional<Instant> until = terms.rules().offerTime(slot.start(), now).map(now::plus);
    if (doctor.isEmpty() || until.isEmpty()) {
      return new Nobody(WaitingEvent.Why.UNAVAILABLE);
    }
    Optional<Fit> best = best(state, freed, doctor.get(), terms, now);
    if (best.isEmpty()) {
      return new Nobody(WaitingEvent.Why.NOBODY);
    }
    Optional<Instant> quiet = terms.rules().quietUntil(slot.start(), now, terms.zone());
    if (quiet.isPresent()) {
      return new PutOff(quiet.get());
    }
    Entry entry = state.entry(best.get().entryId()).orElseThrow();
    return new Ask(
        Ids.derived(
            terms.practice().id(), slot.start(), state.listId(), freed.freedId(), entry.entryId()),
        entry,
        doctor.get().id(),
        best.get(),
        until.get());
  }

  private static Optional<Fit> best(
      WaitingListState state, Freed freed, Doctor doctor, ClinicTerms terms, Instant now) {
    Set<String> asked = state.standing().map(Offer::entryId).collect(Collectors.toSet());
    Set<String> people =
        state.entries().stream()
            .filter(entry -> asked.contains(entry.entryId()))
            .flatMap(NextOffer::people)
            .collect(Collectors.toSet());
    return state.entries().stream()
        .filter(entry -> !freed.passed().contains(entry.entryId()))
        .filter(entry -> people(entry).noneMatch(people::contains))
        .filter(entry -> suits(entry.wanted(), freed.slot(), doctor, terms, now))
        .map(
            entry ->
                new Fit(
                    doctor.id().equals(entry.wanted().doctorId()),
                    entry.wanted().urgency(),
                    entry.since(),
                    entry.entryId()))
        .min(Comparator.naturalOrder());
  }

  /** Who must not be asked two things at once: who is treated, and who answers for them. */
  private static Stream<String> people(Entry entry) {
    return Stream.of(entry.wanted().patientId(), entry.wanted().contactId());
  }

  private static boolean suits(
      Wanted wanted, Slot slot, Doctor doctor, ClinicTerms terms, Instant now) {
    LocalDateTime local = LocalDateTime.ofInstant(slot.start(), terms.zone());
    LocalDate day = local.toLocalDate();
    boolean right =
        wanted.doctorId() == null
            ? doctor.specialties().contains(wanted.specialty())
            : wanted.doctorId().equals(doctor.id());
    boolean fitsDay = !day.isBefore(wanted.earliest()) && !day.isAfter(wanted.latest());
    boolean fitsTime =
        wanted.parts().isEmpty() || wanted.parts().contains(PartOfDay.of(local.toLocalTime()));
    Wanted.BookedVisit visit = wanted.visit();
    boolean earlier =
        visit == null || (slot.start().isBefore(visit.start()) && visit.start().isAfter(now));
    return right && fitsDay && fitsTime && earlier;
  }
}
