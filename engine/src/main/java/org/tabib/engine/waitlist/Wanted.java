package org.tabib.engine.waitlist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Urgency;

/**
 * What somebody waits for. Ids, days and codes only: nothing of what is wrong with them.
 *
 * @param patientId who is to be treated
 * @param contactId who is asked when a time becomes free
 * @param conversationId where they are asked
 * @param doctorId the only doctor who will do; none when any of the specialty will
 * @param specialty the specialty of the visit
 * @param earliest the first day that will do, local to the clinic
 * @param latest the last day that will do, local to the clinic; the wait ends with it
 * @param parts the parts of a day that will do; none means all
 * @param urgency how soon care is needed
 * @param visit the visit that would come earlier; none when a new one is wanted
 */
public record Wanted(
    String patientId,
    String contactId,
    String conversationId,
    @Nullable String doctorId,
    String specialty,
    LocalDate earliest,
    LocalDate latest,
    List<PartOfDay> parts,
    Urgency urgency,
    @Nullable BookedVisit visit) {

  /** A visit that is booked already. @param start when it begins now */
  public record BookedVisit(String visitId, Instant start) {}

  public Wanted {
    parts = parts.stream().distinct().sorted().toList();
  }
}
