package org.tabib.engine.waitlist;

import java.time.Instant;
import java.util.Comparator;
import org.tabib.engine.care.Urgency;

/**
 * How well a time fits somebody who waits, and thus who is asked first: who asked for this doctor
 * before who would see any of the specialty, then by urgency, then who has waited longest. Compares
 * best first.
 *
 * @param doctorAsked whether they asked for this very doctor
 * @param since since when they wait
 * @param entryId decides between people who came at the same moment
 */
public record Fit(boolean doctorAsked, Urgency urgency, Instant since, String entryId)
    implements Comparable<Fit> {
  private static final Comparator<Fit> BEST_FIRST =
      Comparator.comparing((Fit fit) -> !fit.doctorAsked())
          .thenComparing(Fit::urgency)
          .thenComparing(Fit::since)
          .thenComparing(Fit::entryId);

  @Override
  public int compareTo(Fit other) {
    return BEST_FIRST.compare(this, other);
  }

  /** Why they come where they do, for staff. */
  public String reason() {
    return (doctorAsked ? "asked for this doctor" : "any doctor of the specialty")
        + ", "
        + switch (urgency) {
          case EMERGENCY -> "emergency";
          case URGENT -> "urgent";
          case ROUTINE -> "routine";
        }
        + ", waiting since "
        + since;
  }
}
