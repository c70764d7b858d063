package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;

/**
 * What a person was told without asking: so that it is told once, is not sent when it is stale, and
 * can be answered.
 *
 * @param told the latest, oldest first
 * @param open those that can still be answered, oldest first
 * @param tickets numbers in queues that the person took or was told of, oldest first
 */
public record Notices(List<Told> told, List<Open> open, List<Ticket> tickets) {
  /** A repeated command comes within minutes. */
  static final int REMEMBERED = 32;

  /** A family's numbers of a day. */
  static final int KEPT_TICKETS = 6;

  /** More than anybody answers. */
  static final int KEPT_OPEN = 10;

  /** Nothing told. */
  public static final Notices NONE = new Notices(List.of(), List.of(), List.of());

  public Notices {
    told = List.copyOf(told);
    open = List.copyOf(open);
    // Older snapshots lack it.
    tickets = tickets == null ? List.of() : List.copyOf(tickets);
  }

  /** A number in a queue. */
  public record Ticket(String queueId, String label) {}

  /**
   * One notice.
   *
   * @param hash of the notice's id
   * @param number of the message that it became
   * @param expiresAt after that it is not sent any more
   */
  public record Told(long hash, long number, Instant expiresAt) {}

  /**
   * A notice that can be answered.
   *
   * @param number of the message that it became
   * @param until when words are not taken for an answer to it any more
   * @param sent hash of the provider's id of that message; 0 before it was sent
   * @param words none when it says nothing in words
   */
  public record Open(
      String id,
      NoticeKind kind,
      Map<String, String> facts,
      @Nullable Private<NoticeWords> words,
      long number,
      Instant until,
      long sent) {
    public Open {
      facts = Map.copyOf(facts);
    }

    private Open sentAs(long hash) {
      return new Open(id, kind, facts, words, number, until, hash);
    }
  }

  /** The number of the message that a notice became. */
  Optional<Long> number(String noticeId) {
    long hash = SeenMessages.hash(noticeId);
    return told.stream().filter(t -> t.hash() == hash).map(Told::number).findFirst();
  }

  /** Whether that message is a notice: no answer takes its place. */
  boolean isNotice(long number) {
    return told.stream().anyMatch(t -> t.number() == number);
  }

  /** When that message is not worth sending any more; empty for what is no notice. */
  Optional<Instant> expiry(long number) {
    return told.stream().filter(t -> t.number() == number).map(Told::expiresAt).findFirst();
  }

  /** The open notice with that id. */
  Optional<Open> open(String noticeId) {
    return open.stream().filter(o -> o.id().equals(noticeId)).findFirst();
  }

  /** The open notice that was sent under the provider's id. */
  Optional<Open> sentAs(String providerId) {
    long hash = SeenMessages.hash(providerId);
    return open.stream().filter(o -> o.sent() == hash).findFirst();
  }

  /** Those that can be answered at that moment, newest first. */
  List<Open> openAt(Instant now) {
    return open.reversed().stream().filter(o -> o.until().isAfter(now)).toList();
  }

  Notices with(ConversationEvent.Notified event) {
    long number = event.outbound().number();
    List<Told> more = new ArrayList<>(told);
    more.add(new Told(SeenMessages.hash(event.noticeId()), number, event.expiresAt()));
    List<Open> answerable = new ArrayList<>(openAt(event.at()).reversed());
    if (!event.kind().answers().isEmpty()) {
      answerable.add(
          new Open(
              event.noticeId(),
              event.kind(),
              event.facts(),
              event.words(),
              number,
              event.at().plus(event.kind().answerable()),
              0));
    }
    Notices all = new Notices(latest(more, REMEMBERED), latest(answerable, KEPT_OPEN), tickets);
    String queue = event.facts().get(NoticeFacts.QUEUE);
    String label = event.facts().get(NoticeFacts.TICKET);
    return queue == null || label == null ? all : all.with(new Ticket(queue, label));
  }

  Notices with(Ticket ticket) {
    List<Ticket> more = new ArrayList<>(tickets);
    more.remove(ticket);
    more.add(ticket);
    return new Notices(told, open, latest(more, KEPT_TICKETS));
  }

  Notices sentAs(long number, String providerId) {
    return open.stream().noneMatch(o -> o.number() == number)
        ? this
        : new Notices(
            told,
            open.stream()
                .map(o -> o.number() == number ? o.sentAs(SeenMessages.hash(providerId)) : o)
                .toList(),
            tickets);
  }

  /** They were never sent: nobody answers them. */
  Notices without(List<Long> numbers) {
    return new Notices(
        told, open.stream().filter(o -> !numbers.contains(o.number())).toList(), tickets);
  }

  private static <T> List<T> latest(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
