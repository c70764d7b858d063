package org.tabib.engine.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.InboundContent.Media;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

/**
 * A file that a message brought (CONV-7): the debt of fetching it, where it belongs, and how it is
 * acknowledged. It belongs to the booking in progress, else to the visit that is going on or comes
 * next, else to the conversation alone.
 */
final class ReceivedFile {
  private static final String SEPARATOR = " ";
  private static final int LONGEST_CLAIM = 100;

  private final Effect.FetchMedia fetch;
  private final Media media;
  private final boolean booking;
  private final VisitLookup.@Nullable OpenVisit visit;

  private ReceivedFile(
      Effect.FetchMedia fetch,
      Media media,
      boolean booking,
      VisitLookup.@Nullable OpenVisit visit) {
    this.fetch = fetch;
    this.media = media;
    this.booking = booking;
    this.visit = visit;
  }

  /** What must be known before the file can be placed; none when it is. */
  static Optional<Query> missing(DialogueStage stage, @Nullable Cursor cursor) {
    Query visits = new Query.CurrentVisits(stage.state().contactId());
    return isBooking(cursor) || stage.fact(visits).isPresent()
        ? Optional.empty()
        : Optional.of(visits);
  }

  /**
   * Places a file.
   *
   * @param cursor where the dialogue stands
   * @param answers what it has learned
   */
  static ReceivedFile of(
      Media media,
      InboundMessage message,
      DialogueStage stage,
      @Nullable Cursor cursor,
      Answers answers) {
    String contact = stage.state().contactId();
    boolean booking = isBooking(cursor);
    VisitLookup.OpenVisit visit = booking ? null : visit(stage).orElse(null);
    String person = visit == null ? null : visit.patientId();
    if (booking) {
      person = answers.value(Variables.PATIENT);
    }
    return new ReceivedFile(
        new Effect.FetchMedia(
            stage.derived("attachment"),
            message.id(),
            media.kind(),
            media.voice(),
            media.mediaId(),
            stage.state().account(),
            claim(media.sha256()),
            claim(media.mimeType()),
            Private.of(contact, new FileLabel(media.filename(), media.caption())),
            person == null ? contact : person,
            visit == null ? null : visit.visitId(),
            message.sentAt()),
        media,
        booking,
        visit);
  }

  private static boolean isBooking(@Nullable Cursor cursor) {
    return cursor != null && cursor.flow().equals("booking");
  }

  /** When nobody can tell, the file is kept with the conversation rather than not at all. */
  private static Optional<VisitLookup.OpenVisit> visit(DialogueStage stage) {
    return stage
        .fact(new Query.CurrentVisits(stage.state().contactId()))
        .filter(Fact.Visits.class::isInstance)
        .flatMap(fact -> ((Fact.Visits) fact).visits().stream().findFirst());
  }

  private static @Nullable String claim(@Nullable String text) {
    return text == null || text.length() > LONGEST_CLAIM ? null : text;
  }

  /** What is owed for it. */
  Effect.FetchMedia fetch() {
    return fetch;
  }

  /** What is said of it before the question that stands is repeated. */
  String acknowledgement(DialogueStage stage) {
    if (media.kind().equals("sticker")) {
      return stage.text("kind.sticker", Answers.NONE);
    }
    if (media.voice()) {
      return stage.text("voice.kept", Answers.NONE);
    }
    return visit == null
        ? stage.text("attachment.kept", Answers.NONE)
        : stage.text(
            "attachment.kept-visit",
            Answers.NONE.with(
                Map.of(
                    Variables.DOCTOR,
                    visit.doctorId(),
                    Variables.SLOT,
                    Variables.of(visit.slot()))));
  }

  /** The answers of a booking remember the file: it goes with the visit once that is booked. */
  Answers noted(Answers answers) {
    if (!booking) {
      return answers;
    }
    String noted = answers.value(Variables.ATTACHMENTS);
    return answers.with(
        Map.of(Variables.ATTACHMENTS, noted == null ? fetch.id() : noted + SEPARATOR + fetch.id()));
  }

  /** The files that a booking remembers. */
  static List<String> notedIn(Answers answers) {
    String noted = answers.value(Variables.ATTACHMENTS);
    return noted == null ? List.of() : Stream.of(noted.split(SEPARATOR)).toList();
  }
}
