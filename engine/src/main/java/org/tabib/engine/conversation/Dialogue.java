package org.tabib.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.privacy.Private;

/** From what a dialogue says and learns to the parts of events. */
final class Dialogue {
  static final String BOT = "bot";

  private Dialogue() {}

  /** Where the dialogue stands; its answers belong to the person it is about. */
  static Move move(Progress progress, String contactId) {
    Answers answers = progress.answers();
    return new Move(progress.cursor(), Private.of(subject(answers, contactId), answers));
  }

  private static String subject(Answers answers, String contactId) {
    String patient = answers.value(Variables.PATIENT);
    if (patient != null) {
      return patient;
    }
    Answers.Suspended suspended = answers.suspended();
    return suspended == null ? contactId : subject(suspended.answers(), contactId);
  }

  /**
   * Messages with their numbers.
   *
   * @param testMode what marks each of them as a test (CONV-13), if they are
   */
  static List<Outbound> outbound(
      List<OutboundContent> contents, ConversationState state, @Nullable String testMode) {
    List<Outbound> messages = new ArrayList<>(contents.size());
    long number = state.lastNumber();
    for (OutboundContent content : contents) {
      OutboundContent marked = testMode == null ? content : marked(content, testMode);
      messages.add(
          new Outbound(++number, kindOf(marked), Private.of(state.contactId(), marked), BOT));
    }
    return messages;
  }

  private static OutboundContent marked(OutboundContent content, String mark) {
    String body = content.body() + "\n\n" + mark;
    return switch (content) {
      case OutboundContent.Text text ->
          body.length() > OutboundContent.TEXT_LIMIT ? text : new OutboundContent.Text(body);
      case OutboundContent.Buttons buttons ->
          body.length() > OutboundContent.BUTTONS_BODY_LIMIT
              ? buttons
              : new OutboundContent.Buttons(body, buttons.options());
      case OutboundContent.Rows rows ->
          body.length() > OutboundContent.TEXT_LIMIT
              ? rows
              : new OutboundContent.Rows(body, rows.button(), rows.options());
      // Its text is what was approved.
      case OutboundContent.Template template -> template;
    };
  }

  /**
   * What staff wrote on their phone, as the log shows it; of a file only what was written to it.
   */
  static OutboundContent echoed(InboundContent content) {
    return new OutboundContent.Text(
        switch (content) {
          case InboundContent.Text(String body) -> body;
          case InboundContent.Choice choice -> choice.title();
          case InboundContent.Media media -> media.caption() == null ? "" : media.caption();
          case InboundContent.Edit edit -> edit.body() == null ? "" : edit.body();
          case InboundContent.Location l -> "";
          case InboundContent.Contacts c -> "";
          case InboundContent.Form f -> "";
          case InboundContent.Reaction r -> r.emoji() == null ? "" : r.emoji();
          case InboundContent.Revoke r -> "";
          case InboundContent.Welcome w -> "";
          case InboundContent.Other o -> "";
        });
  }

  static String kindOf(OutboundContent content) {
    return content.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** What sort of message came in, in clear: the provider's word for media and unknown kinds. */
  static String kindOf(InboundContent content) {
    return switch (content) {
      case InboundContent.Media media -> media.kind();
      case InboundContent.Other other -> other.kind();
      case InboundContent.Text t -> "text";
      case InboundContent.Choice c -> "choice";
      case InboundContent.Location l -> "location";
      case InboundContent.Contacts c -> "contacts";
      case InboundContent.Form f -> "form";
      case InboundContent.Reaction r -> "reaction";
      case InboundContent.Edit e -> "edit";
      case InboundContent.Revoke r -> "revoke";
      case InboundContent.Welcome w -> "welcome";
    };
  }
}
