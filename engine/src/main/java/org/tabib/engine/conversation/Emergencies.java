package org.tabib.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tabib.engine.care.Assessment;
import org.tabib.engine.care.Complaint;
import org.tabib.engine.care.Facts;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.Progress;

/**
 * A red flag goes before every dialogue (CONV-12): advice first, then back on the person's wish.
 */
final class Emergencies {
  static final String FLOW = "emergency";

  private final Situation now;

  Emergencies(Situation now) {
    this.now = now;
  }

  static boolean isAdvice(Cursor cursor) {
    return cursor.flow().equals(FLOW);
  }

  /** The answer to a red flag, unless advice on the very same one is being given. */
  Optional<Progress> answer() {
    return words().flatMap(this::redFlag).filter(found -> !isAdvisingOn(found)).map(this::advise);
  }

  /** What was written: a message, under a picture, or an earlier message as it reads now. */
  private Optional<String> words() {
    if (now.message().content() instanceof InboundContent.Edit edit) {
      return Optional.ofNullable(edit.body());
    }
    return now.message().content() instanceof InboundContent.Media media
        ? Optional.ofNullable(media.caption())
        : now.text();
  }

  /** Words that choose nothing, while advice is given: the advice again is the best answer. */
  Optional<Progress> again() {
    if (!isAdvising() || !describesMore()) {
      return Optional.empty();
    }
    Cursor cursor = Objects.requireNonNull(now.cursor());
    return Optional.of(now.ask(cursor));
  }

  /** Whether the person writes on before the advice could reach them. */
  boolean isAboutToAdvise() {
    return isAdvising() && describesMore() && now.unseen().isQuestion();
  }

  private Optional<Complaint> redFlag(String text) {
    Cursor cursor = now.cursor();
    List<Assessment> readings = new ArrayList<>();
    readings.add(
        cursor != null && now.interpreter().asksForName(cursor)
            ? now.world().care().assessAsWritten(text)
            : now.world().care().assess(text, PatientFacts.in(now.answers())));
    if (cursor != null && now.unseen().isQuestion()) {
      // One thought in several messages: "severe chest", "pain".
      now.interpreter()
          .described(cursor, now.answers())
          .map(
              before ->
                  now.world().care().assess(before + " " + text, PatientFacts.in(now.answers())))
          .ifPresent(readings::add);
    }
    return readings.stream()
        .filter(Assessment::isEmergency)
        .flatMap(reading -> reading.redFlags().stream())
        .findFirst();
  }

  /**
   * What the dialogue came to, or first the advice: a complaint that was told before becomes an
   * emergency when it is learned who has it, as the fever of a three-week-old.
   */
  Progress afterwards(Progress made) {
    Cursor from = now.cursor();
    Cursor cursor = made.cursor();
    String complaint = made.answers().value(Variables.COMPLAINT);
    Facts before = PatientFacts.in(now.answers());
    Facts known = PatientFacts.in(made.answers());
    if (cursor == null
        || complaint == null
        || made.state() != Progress.State.ASKING
        // Coming back to a dialogue teaches nothing new.
        || from == null
        || !from.flow().equals(cursor.flow())
        || known.equals(before)
        || now.world().care().assess(complaint, before).isEmergency()) {
      return made;
    }
    return now.world().care().assess(complaint, known).redFlags().stream()
        .findFirst()
        .map(found -> now.interrupt(made, cursor, FLOW, learned(found)))
        .orElse(made);
  }

  private boolean isAdvising() {
    Cursor cursor = now.cursor();
    return cursor != null && isAdvice(cursor);
  }

  /** Already at this advice: staff are not alarmed a second time. Another red flag is told. */
  private boolean isAdvisingOn(Complaint complaint) {
    return isAdvising() && complaint.id().equals(now.answers().value(Variables.RED_FLAG));
  }

  private boolean describesMore() {
    Cursor cursor = now.cursor();
    return cursor != null && now.text().isPresent() && !now.chooses(cursor) && now.word().isEmpty();
  }

  private Progress advise(Complaint complaint) {
    Map<String, String> learned = learned(complaint);
    Cursor cursor = now.cursor();
    boolean calls = now.handOff().onEmergency() && now.state().attendedBy() == null;
    if (calls) {
      now.stage().change(new Change.HumanCalled("emergency"));
    }
    if (calls || now.state().attendedBy() != null || cursor != null && now.awaitsEffect()) {
      // A human is answering, or something is being booked: advise, and leave the rest as it is.
      now.stage().change(new Change.EmergencySeen(complaint.id()));
      return now.say(
          cursor,
          cursor == null ? Answers.NONE : now.answers(),
          "emergency.advise",
          now.answers().with(learned));
    }
    if (cursor == null && now.state().consent() != null) {
      return now.begin(FLOW, Answers.NONE.with(learned), null);
    }
    // Before consent the way back leads to the question of consent, never to the menu.
    Cursor back = cursor == null ? now.world().flows().beginning("welcome", now.turn()) : cursor;
    return now.interpreter().interrupt(FLOW, back, now.answers(), learned, now.turn(), now.stage());
  }

  private Map<String, String> learned(Complaint complaint) {
    return Map.of(
        Variables.RED_FLAG, complaint.id(),
        Variables.ADVICE, now.world().care().emergencyAdviceKey(complaint));
  }
}
