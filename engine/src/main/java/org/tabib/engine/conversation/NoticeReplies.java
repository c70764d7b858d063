package org.tabib.engine.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.language.Reply;
import org.tabib.engine.language.Word;
import org.tabib.engine.privacy.Private;

/**
 * Answers to what was told without being asked (COMM-8), whatever dialogue goes on: a tap names its
 * notice, words are taken for an answer to the newest open one that they fit. A dialogue that is
 * going on is returned to afterwards.
 */
final class NoticeReplies {
  /** Flows that ask which visit is meant when they are not told. */
  private static final Set<String> ABOUT_VISITS = Set.of("confirm", "visits", "check-in");

  /** What is meant, and of which notice. */
  private record Meant(Notices.Open notice, NoticeButton button) {}

  private final Situation now;

  NoticeReplies(Situation now) {
    this.now = now;
  }

  /** What the message answers to a notice; empty when it answers none. */
  Optional<Progress> answer() {
    return tap().map(this::tapped).or(this::typed);
  }

  /**
   * What a tap that says it all does while staff answer, and the bot is silent otherwise. Nothing
   * that would ask the person anything.
   */
  Optional<Progress> direct() {
    Cursor cursor = now.cursor();
    return cursor != null && Situation.worthResuming(cursor)
        ? Optional.empty()
        : tap().flatMap(this::meant).filter(m -> m.button().direct()).map(m -> begin(m, null));
  }

  private Optional<NoticeTap> tap() {
    return now.message().content() instanceof InboundContent.Choice choice
        ? NoticeTap.parse(choice.id())
        : Optional.empty();
  }

  private Optional<Meant> meant(NoticeTap tap) {
    return now.state()
        .notices()
        .open(tap.noticeId())
        .flatMap(open -> open.kind().answer(tap.button()).map(button -> new Meant(open, button)))
        .filter(meant -> now.world().flows().has(meant.button().flow()));
  }

  private Progress tapped(NoticeTap tap) {
    return meant(tap).map(meant -> begin(meant, null)).orElseGet(this::forgotten);
  }

  /** So much was told since that nobody knows any more what it was about. */
  private Progress forgotten() {
    Cursor cursor = now.cursor();
    return cursor == null
        ? now.begin(FlowInterpreter.MENU, "common.stale")
        : now.repeat(cursor, "common.stale");
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  private Optional<Progress> typed() {
    Optional<String> text = now.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Reply> reply = now.world().words().reply(text.get(), now.stage().language());
    List<Meant> fitting = fitting(text.get(), reply);
    if (!fitting.isEmpty()) {
      return Optional.of(begin(fitting.getFirst(), among(fitting)));
    }
    return reply
        .filter(r -> isFree())
        .flatMap(NoticeReplies::unasked)
        .map(flow -> now.begin(flow, null));
  }

  private List<Meant> fitting(String text, Optional<Reply> reply) {
    String quoted = now.message().repliesTo();
    Optional<Notices.Open> named =
        quoted == null ? Optional.empty() : now.state().notices().sentAs(quoted);
    List<Notices.Open> open =
        named.map(List::of).orElseGet(() -> now.state().notices().openAt(now.now()));
    Optional<Word> word = now.word();
    OptionalInt number = now.stage().number(text);
    return open.stream()
        .flatMap(
            notice ->
                notice.kind().answers().stream()
                    .filter(button -> now.world().flows().has(button.flow()))
                    .filter(
                        button ->
                            reply.filter(button::isSaidBy).isPresent() && isHeard(notice, text)
                                || (named.isPresent() || isLastSaid(notice))
                                    && (word.filter(button::isSaidBy).isPresent()
                                        || isRating(button, number))
                                || isNewer(notice)
                                    && word.filter(w -> isPlain(w, button)).isPresent())
                    .map(button -> new Meant(notice, button))
                    .limit(1))
        .toList();
  }

  /** "Cancel" and "another time" are about a visit, unless a younger question is open. */
  private static boolean isPlain(Word word, NoticeButton button) {
    return (word == Word.CANCEL || word == Word.RESCHEDULE) && button.isSaidBy(word);
  }

  private static boolean isRating(NoticeButton button, OptionalInt number) {
    return button.isRating()
        && number.isPresent()
        && button.id().equals(String.valueOf(number.getAsInt()));
  }

  /** A younger question of a dialogue has the first word on what answers it. */
  private boolean isHeard(Notices.Open notice, String text) {
    Cursor cursor = now.cursor();
    return cursor == null
        || isNewer(notice)
        || (!now.chooses(cursor) && !now.interpreter().asks(cursor));
  }

  private boolean isNewer(Notices.Open notice) {
    Cursor cursor = now.cursor();
    return cursor == null || notice.number() > cursor.turn();
  }

  /** "Yes" and a number answer what was said last. */
  private boolean isLastSaid(Notices.Open notice) {
    return notice.number() == now.state().lastNumber();
  }

  /** Several visits that the same words fit: it is asked which one. */
  private static @Nullable String among(List<Meant> fitting) {
    Meant first = fitting.getFirst();
    if (!ABOUT_VISITS.contains(first.button().flow())) {
      return null;
    }
    List<String> visits =
        fitting.stream()
            .filter(meant -> meant.button() == first.button())
            .map(meant -> meant.notice().facts().getOrDefault(NoticeFacts.VISIT, ""))
            .filter(visit -> !visit.isEmpty())
            .distinct()
            .toList();
    return visits.size() < 2 ? null : String.join(" ", visits);
  }

  /** Nothing is being asked that the words could answer. */
  private boolean isFree() {
    Cursor cursor = now.cursor();
    return cursor == null || cursor.flow().equals(FlowInterpreter.MENU) && !now.chooses(cursor);
  }

  /** The flow that is wanted though nothing was told that it answers. */
  static Optional<String> unasked(Reply reply) {
    return switch (reply) {
      case CONFIRM -> Optional.of("confirm");
      case HERE -> Optional.of("check-in");
      case POSITION -> Optional.of("ticket");
      case LEAVE -> Optional.of("leave-queue");
      case REJOIN -> Optional.of("rejoin");
      case JOIN -> Optional.of("queue");
      case DONE, LATER -> Optional.empty();
    };
  }

  // ── flows ─────────────────────────────────────────────────────────────────────────────────────

  /**
   * @param among the visits that may be meant; none when it is clear
   */
  private Progress begin(Meant meant, @Nullable String among) {
    Map<String, String> learned = learned(meant);
    if (among != null) {
      learned.keySet().removeAll(List.of(Variables.VISIT, Variables.DOCTOR, Variables.SLOT));
      learned.put(Variables.VISITS, among);
    }
    Cursor cursor = now.cursor();
    String flow = meant.button().flow();
    return cursor != null && (Situation.worthResuming(cursor) || now.answers().suspended() != null)
        ? now.interpreter().interrupt(flow, cursor, now.answers(), learned, now.turn(), now.stage())
        : now.begin(flow, Answers.NONE.with(learned), null);
  }

  private Map<String, String> learned(Meant meant) {
    Map<String, String> facts = new HashMap<>(meant.notice().facts());
    Private<NoticeWords> words = meant.notice().words();
    if (words != null) {
      facts.putAll(words.orElse(NoticeWords.NONE).byName());
    }
    // What is learned of somebody is sealed under their key: this conversation has no other's.
    if (!now.state().patients().contains(facts.getOrDefault(Variables.PATIENT, ""))) {
      facts.remove(Variables.PATIENT);
    }
    if (meant.button() == NoticeButton.BOOK) {
      facts.keySet().retainAll(List.of(Variables.PATIENT, Variables.DOCTOR, Variables.CLINIC));
      String clinic = facts.remove(Variables.CLINIC);
      if (clinic != null) {
        facts.put(Variables.NEAR, clinic);
      }
    }
    // It was said with the dose that was due, and belongs to no other.
    facts.remove(NoticeFacts.FOOD);
    facts.put(Variables.TAPPED, meant.button().id());
    return facts.entrySet().stream()
        .filter(fact -> !fact.getValue().isEmpty())
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, HashMap::new));
  }
}
