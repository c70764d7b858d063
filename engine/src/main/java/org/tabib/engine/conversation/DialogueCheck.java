package org.tabib.engine.conversation;

import java.util.Set;
import org.tabib.engine.care.CareKnowledge;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.FlowChecker;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.FlowLibrary;
import org.tabib.engine.flow.TextLimits;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;
import org.tabib.engine.language.Texts;

/** What a node makes sure of before it talks to anybody: flows, their texts, WhatsApp's limits. */
final class DialogueCheck {
  /** Before a specialty's id: its name. */
  static final String SPECIALTY = "specialty.";

  /** Flows that {@link TurnDecider} and the interpreter begin by name. */
  static final Set<String> BEGUN_BY_NAME =
      Set.of(
          FlowInterpreter.MENU,
          "welcome",
          "booking",
          "visits",
          "language",
          "human",
          "help",
          "resume",
          "emergency",
          "contact",
          "offer-language",
          "waitlist",
          "offer",
          "confirm",
          "check-in",
          "queue",
          "ticket",
          "leave-queue",
          "rejoin",
          "update",
          "review",
          "dose",
          "care",
          "my-reminders");

  /** Messages that are said outside of a flow's own texts. */
  static final Set<String> SAID =
      Set.of(
          "attachment.failed",
          "attachment.kept",
          "attachment.kept-visit",
          "attachment.too-large",
          "attachment.unsupported",
          "booking.cancelled",
          "common.hello",
          "common.trouble",
          "common.unusable",
          "common.welcome",
          "common.working",
          "emergency.advise",
          "help.text",
          "human.back",
          "human.coming",
          "human.trouble",
          "human.upset",
          "kind.order",
          "kind.sticker",
          "kind.unsupported",
          "language.changed",
          "language.offer.no",
          "location.nearest",
          "queue.ahead",
          "queue.range",
          "stop.done",
          "voice.kept");

  /** What stands below an option that an action computes. */
  static final Set<String> DESCRIPTIONS =
      Set.of(
          "booking.doctor.row",
          "visits.row",
          "waitlist.row",
          "waitlist.specialty",
          "my-reminders.row",
          "my-reminders.row-follow-up");

  /** What marks a message as a test (CONV-13). */
  static final String TEST_MODE = "common.test-mode";

  private DialogueCheck() {}

  /**
   * @param problems takes everything that is found
   */
  static void check(
      FlowLibrary flows, Languages languages, Texts texts, CareKnowledge care, Problems problems) {
    new FlowChecker(flows, DialogueStage.ACTIONS, languages, texts, problems).check(BEGUN_BY_NAME);
    TextLimits limits =
        new TextLimits(languages, new LongestWording(texts, care), TEST_MODE, problems);
    limits.check(flows);
    SAID.forEach(key -> limits.body(key, OutboundContent.TEXT_LIMIT));
    DESCRIPTIONS.forEach(key -> limits.title(key, OutboundContent.ROW_DESCRIPTION_LIMIT));
    // Also those that no complaint is for: a doctor can be of any specialty that has a name.
    texts.keys().stream()
        .filter(key -> key.startsWith(SPECIALTY))
        .forEach(key -> limits.title(key, OutboundContent.ROW_TITLE_LIMIT));
    limits.title("waitlist.specialty", OutboundContent.ROW_TITLE_LIMIT);
    for (NoticeKind kind : NoticeKind.values()) {
      limits.body(kind.textKey(true), OutboundContent.BUTTONS_BODY_LIMIT);
      limits.body(kind.textKey(false), OutboundContent.BUTTONS_BODY_LIMIT);
    }
    for (NoticeButton button : NoticeButton.values()) {
      limits.title(button.titleKey(), OutboundContent.BUTTON_TITLE_LIMIT);
    }
    limits.report();
    MessageTemplate.check(languages, texts, problems);
  }
}
