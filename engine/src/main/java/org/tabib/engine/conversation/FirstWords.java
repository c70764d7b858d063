package org.tabib.engine.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.conversation.FreeText.Asked;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.flow.Stage.Acted;

/**
 * What somebody asks for before they have agreed to anything: remembered while they are asked, gone
 * on with when they agree, dropped when they do not. It is kept as the flow that it asks for, never
 * as words, but for a complaint, which is what a doctor is told; nothing is looked up or done.
 */
final class FirstWords {
  private static final String WELCOME = "welcome";

  /** Nothing was asked for, or nothing that can be gone on with. */
  private static final String NONE = "none";

  private static final String NEWS = "update";
  private static final String BOOKING = "booking";
  private static final String LANGUAGE = "language";

  /** Every flow that can be asked for, which is the outcome that leads there. */
  private static final List<String> FLOWS =
      List.of(
          BOOKING,
          NEWS,
          "visits",
          "waitlist",
          "my-reminders",
          "stop-reminders",
          LANGUAGE,
          "human",
          "help",
          "confirm",
          "check-in",
          "queue",
          "ticket",
          "leave-queue",
          "rejoin");

  static final List<String> OUTCOMES = outcomes();

  /** What no dialogue needs to know any more. */
  private static final Map<String, String> FORGOTTEN =
      Map.of(Variables.ASKED, "", Variables.LANGUAGE, "");

  private final Situation now;

  FirstWords(Situation now) {
    this.now = now;
  }

  private static List<String> outcomes() {
    List<String> all = new ArrayList<>(FLOWS);
    all.add(NONE);
    return List.copyOf(all);
  }

  /** The first message: the question of consent, with what was asked for kept behind it. */
  Progress welcomed() {
    boolean named = new LanguageSwitch(now).begun();
    return now.begin(WELCOME, named ? Answers.NONE : Answers.NONE.with(remembered()), null);
  }

  /**
   * Words that ask for something instead of agreeing: remembered in the place of what was asked for
   * before, and the question again. Empty when they are the question's answer, or ask for nothing.
   */
  Optional<Progress> noted(Cursor cursor) {
    if (!cursor.flow().equals(WELCOME) || now.chooses(cursor)) {
      return Optional.empty();
    }
    Map<String, String> remembered = remembered();
    if (remembered.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> instead =
        new HashMap<>(Map.of(Variables.COMPLAINT, "", Variables.TOLD, "", Variables.FROM, ""));
    instead.putAll(remembered);
    Answers answers = now.answers().with(instead);
    // Who could not have read the question has not left it unanswered.
    boolean unseen = now.unseen().isQuestion();
    List<String> said = unseen ? List.of() : List.of(now.stage().text("welcome.first", answers));
    Progress asked = now.interpreter().repeat(cursor, answers, now.turn(), said, now.stage());
    return Optional.of(
        new Progress(
            asked.state(),
            asked.cursor(),
            asked.answers(),
            asked.messages(),
            asked.ended(),
            unseen));
  }

  private Map<String, String> remembered() {
    return asked()
        .filter(asked -> FLOWS.contains(asked.flow()))
        .map(
            asked -> {
              Map<String, String> remembered = new HashMap<>(asked.learned());
              remembered.put(Variables.ASKED, asked.flow());
              return remembered;
            })
        .orElseGet(HashMap::new);
  }

  /** In the order in which words are understood after consent. */
  private Optional<Asked> asked() {
    return now.text()
        .flatMap(typed -> now.world().words().reply(typed, now.stage().language()))
        .flatMap(NoticeReplies::unasked)
        .map(flow -> new Asked(flow, Map.of()))
        .or(() -> new FreeText(now).asked());
  }

  /** Where the dialogue goes on once they agreed: an action of the flow that asks for consent. */
  static Acted goOn(Answers answers, DialogueStage stage) {
    String asked = Variables.in(answers, Variables.ASKED);
    if (!FLOWS.contains(asked)
        // They have just chosen one.
        || asked.equals(LANGUAGE) && answers.value(Variables.LANGUAGE) != null) {
      return Acted.done(NONE, FORGOTTEN);
    }
    if (!asked.equals(NEWS) || answers.value(Variables.COMPLAINT) == null) {
      return Acted.done(asked, FORGOTTEN);
    }
    Acted told =
        stage.with(
            new Query.TellableVisits(stage.state().contactId()),
            Fact.Visits.class,
            fact -> Acted.done(fact.visits().isEmpty() ? BOOKING : NEWS, FORGOTTEN));
    // A look-up that fails must not keep anybody from booking.
    return told instanceof Acted.Failed ? Acted.done(BOOKING, FORGOTTEN) : told;
  }
}
