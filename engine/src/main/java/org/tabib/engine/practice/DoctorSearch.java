package org.tabib.engine.practice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.AvailabilityIndex;
import org.tabib.engine.schedule.Slot;

/**
 * Finds doctors for a specialty, the earliest free slot first (BOOK-2). Never a dead end: without a
 * free doctor of the specialty it looks among general practitioners, then among all who treat
 * patients of that age.
 */
public final class DoctorSearch {
  /** The specialty that sees everybody. */
  public static final String GENERAL = "general-medicine";

  /** The specialty that sees children only. */
  public static final String CHILDREN = "paediatrics";

  /** From this age in years on a patient is not seen by paediatricians. */
  public static final int GROWN_UP = 14;

  private static final Logger LOG = LoggerFactory.getLogger(DoctorSearch.class);

  /** A doctor who has time, and when first. */
  public record Candidate(String doctorId, String scheduleId, Slot earliest) {}

  private final AvailabilityIndex index;

  public DoctorSearch(AvailabilityIndex index) {
    this.index = index;
  }

  /**
   * Ranks the doctors who can see the patient.
   *
   * @param age in years; null when unknown, then nobody is excluded
   * @param now the time of the question
   * @return doctors by earliest free slot, then by how few people are choosing among their slots,
   *     then by id; empty only when no doctor of the practice has any time. Completed already
   *     unless a schedule is not known on this node yet; completes exceptionally if those could not
   *     be asked and nothing else was found.
   */
  public CompletionStage<List<Candidate>> find(
      PracticeConfig practice, String specialty, @Nullable Integer age, Instant now) {
    return firstFound(tiers(practice, specialty, age), 0, now);
  }

  private CompletionStage<List<Candidate>> firstFound(
      List<List<Doctor>> tiers, int tier, Instant now) {
    if (tier == tiers.size()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return candidates(tiers.get(tier), now)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? firstFound(tiers, tier + 1, now)
                    : CompletableFuture.completedFuture(found));
  }

  private CompletionStage<List<Candidate>> candidates(List<Doctor> doctors, Instant now) {
    List<Candidate> atHand = new ArrayList<>(doctors.size());
    for (Doctor doctor : doctors) {
      Instant earliest = now.plus(doctor.availability().leadTime());
      switch (index.earliestAtHand(doctor.scheduleId(), earliest, now)) {
        case AvailabilityIndex.Earliest.Unknown unknown -> {
          return asked(doctors, now);
        }
        case AvailabilityIndex.Earliest.None none -> {}
        case AvailabilityIndex.Earliest.Known(Slot slot) ->
            atHand.add(new Candidate(doctor.id(), doctor.scheduleId(), slot));
      }
    }
    return CompletableFuture.completedFuture(sorted(atHand));
  }

  /** Some schedule is not known on this node yet. */
  private CompletionStage<List<Candidate>> asked(List<Doctor> doctors, Instant now) {
    List<CompletableFuture<Optional<Candidate>>> asked =
        doctors.stream().map(doctor -> candidate(doctor, now)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .handle((nothing, failure) -> ranked(asked));
  }

  private CompletableFuture<Optional<Candidate>> candidate(Doctor doctor, Instant now) {
    Instant earliest = now.plus(doctor.availability().leadTime());
    return index
        .earliest(doctor.scheduleId(), earliest, now)
        .thenApply(
            slots ->
                slots.stream()
                    .findFirst()
                    .map(slot -> new Candidate(doctor.id(), doctor.scheduleId(), slot)))
        .toCompletableFuture();
  }

  private List<Candidate> ranked(List<CompletableFuture<Optional<Candidate>>> asked) {
    List<Candidate> found = new ArrayList<>();
    List<CompletableFuture<Optional<Candidate>>> failed = new ArrayList<>();
    for (CompletableFuture<Optional<Candidate>> one : asked) {
      if (one.isCompletedExceptionally()) {
        failed.add(one);
      } else {
        one.join().ifPresent(found::add);
      }
    }
    if (!failed.isEmpty()) {
      LOG.warn("{} of {} schedules did not answer a search", failed.size(), asked.size());
      if (found.isEmpty()) {
        failed.getFirst().join();
      }
    }
    return sorted(found);
  }

  /** How many people are choosing changes all the time: it is looked at once per candidate. */
  private List<Candidate> sorted(List<Candidate> found) {
    record Ranked(Candidate candidate, int offered) {}
    List<Ranked> ranked = new ArrayList<>(found.size());
    for (Candidate candidate : found) {
      ranked.add(new Ranked(candidate, index.offered(candidate.scheduleId())));
    }
    ranked.sort(
        Comparator.comparing((Ranked r) -> r.candidate().earliest().start())
            .thenComparingInt(Ranked::offered)
            .thenComparing(r -> r.candidate().doctorId()));
    return ranked.stream().map(Ranked::candidate).toList();
  }

  private static List<List<Doctor>> tiers(
      PracticeConfig practice, String specialty, @Nullable Integer age) {
    boolean grownUp = age != null && age >= GROWN_UP;
    List<Doctor> eligible =
        practice.doctors().stream()
            .filter(d -> !grownUp || d.specialties().stream().anyMatch(s -> !s.equals(CHILDREN)))
            .toList();
    List<Doctor> general = with(eligible, GENERAL);
    return specialty.equals(CHILDREN) && grownUp
        ? List.of(general, eligible)
        : List.of(with(eligible, specialty), general, eligible);
  }

  private static List<Doctor> with(List<Doctor> doctors, String specialty) {
    return doctors.stream().filter(d -> d.specialties().contains(specialty)).toList();
  }
}
