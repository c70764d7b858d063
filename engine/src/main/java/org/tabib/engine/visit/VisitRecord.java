package org.tabib.engine.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.visit.VisitEvent.ConsultationAmended;
import org.tabib.engine.visit.VisitEvent.ConsultationRecorded;
import org.tabib.engine.visit.VisitEvent.OfConsultation;
import org.tabib.engine.visit.VisitEvent.OfReview;
import org.tabib.engine.visit.VisitEvent.OfUpdates;
import org.tabib.engine.visit.VisitEvent.ReviewCommented;
import org.tabib.engine.visit.VisitEvent.ReviewGiven;
import org.tabib.engine.visit.VisitEvent.ReviewRequested;
import org.tabib.engine.visit.VisitEvent.UpdateAdded;
import org.tabib.engine.visit.VisitEvent.UpdateSeen;

/**
 * What a visit remembers of what was written and said about it: enough to decide, none of the
 * words. Those are in the events and in the read models, sealed.
 *
 * @param consultation none while no doctor wrote anything
 * @param review none before the patient was asked or said something
 * @param updates in the order of their numbers
 */
public record VisitRecord(
    @Nullable Consultation consultation, @Nullable Review review, List<Update> updates) {

  /** Nothing was written or said. */
  public static final VisitRecord EMPTY = new VisitRecord(null, null, List.of());

  /** More are not remembered: a client repeats a request within minutes. */
  private static final int REMEMBERED = 20;

  public VisitRecord {
    updates = updates == null ? List.of() : List.copyOf(updates);
  }

  /**
   * The doctor's record.
   *
   * @param version 1 for the draft and what became of it, then one more with each amendment
   * @param by the staff id of the latest author
   * @param at when the latest was written
   * @param requests the latest ones, oldest first
   */
  public record Consultation(
      int version, String by, @Nullable LocalDate followUp, Instant at, List<CommandKey> requests) {
    public Consultation {
      requests = requests == null ? List.of() : List.copyOf(requests);
    }
  }

  /**
   * What the patient thinks of the visit.
   *
   * @param requestedAt none when the patient rated it unasked
   * @param rating from 1 to 5; none before there is one
   * @param commentId the request that brought the comment; none before there is one
   */
  public record Review(
      @Nullable Instant requestedAt, @Nullable Integer rating, @Nullable String commentId) {
    static final Review NONE = new Review(null, null, null);
  }

  /**
   * Something that the patient told.
   *
   * @param seen whether somebody of the staff has read it
   */
  public record Update(int number, String updateId, boolean seen) {}

  /** How many updates nobody has read. */
  public long unseen() {
    return updates.stream().filter(update -> !update.seen()).count();
  }

  VisitRecord apply(OfConsultation event) {
    Consultation written =
        switch (event) {
          case ConsultationRecorded e ->
              new Consultation(1, e.by(), e.followUp(), e.at(), with(e.key()));
          case ConsultationAmended e ->
              new Consultation(e.version(), e.by(), e.followUp(), e.at(), with(e.key()));
        };
    return new VisitRecord(written, review, updates);
  }

  VisitRecord apply(OfReview event) {
    Review was = review == null ? Review.NONE : review;
    Review given =
        switch (event) {
          case ReviewRequested e -> new Review(e.at(), was.rating(), was.commentId());
          case ReviewGiven e -> new Review(was.requestedAt(), e.rating(), was.commentId());
          case ReviewCommented e -> new Review(was.requestedAt(), was.rating(), e.commandId());
        };
    return new VisitRecord(consultation, given, updates);
  }

  VisitRecord apply(OfUpdates event) {
    List<Update> now =
        switch (event) {
          case UpdateAdded e -> {
            List<Update> more = new ArrayList<>(updates);
            more.add(new Update(e.number(), e.updateId(), false));
            yield more;
          }
          case UpdateSeen e ->
              updates.stream()
                  .map(
                      u ->
                          u.number() == e.number() ? new Update(u.number(), u.updateId(), true) : u)
                  .toList();
        };
    return new VisitRecord(consultation, review, now);
  }

  private List<CommandKey> with(CommandKey key) {
    List<CommandKey> all =
        new ArrayList<>(consultation == null ? List.of() : consultation.requests());
    all.add(key);
    return all.size() > REMEMBERED ? all.subList(all.size() - REMEMBERED, all.size()) : all;
  }
}
