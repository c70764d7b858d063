package org.tabib.engine.flow;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Choices.Choice;
import org.tabib.engine.flow.Step.Choose;

/**
 * Turns what is to be said into as few messages as possible (every one is charged): what was said
 * before and the question that follows are one message, buttons up to three, a list up to ten.
 */
final class Prompts {
  private static final String PARAGRAPH = "\n\n";

  private Prompts() {}

  /** Statements without a question. */
  static List<OutboundContent> statements(List<String> said) {
    return said.isEmpty() ? List.of() : texts(String.join(PARAGRAPH, said));
  }

  /** A question that is answered by typing. */
  static List<OutboundContent> question(List<String> said, String text) {
    return texts(joined(said, text));
  }

  /** A question that is answered by choosing. */
  static List<OutboundContent> choice(
      List<String> said, Cursor cursor, Choose step, Answers answers, Stage stage) {
    List<Choice> shown = new Choices(step, answers, stage).shown();
    boolean buttons =
        shown.size() <= OutboundContent.BUTTONS_LIMIT
            && shown.stream()
                .allMatch(
                    c ->
                        c.description() == null
                            && c.title().length() <= OutboundContent.BUTTON_TITLE_LIMIT);
    int limit = buttons ? OutboundContent.BUTTONS_BODY_LIMIT : OutboundContent.TEXT_LIMIT;
    String question = stage.text(step.text(), answers);
    List<OutboundContent> messages = new ArrayList<>();
    String body = joined(said, question);
    if (body.length() > limit) {
      messages.addAll(statements(said));
      body = shortened(question, limit);
    }
    List<Option> options = shown.stream().map(c -> option(cursor, c, buttons)).toList();
    messages.add(
        buttons
            ? new OutboundContent.Buttons(body, options)
            : new OutboundContent.Rows(
                body,
                shortened(stage.text(step.button(), answers), OutboundContent.BUTTON_TITLE_LIMIT),
                options));
    return messages;
  }

  private static Option option(Cursor cursor, Choice choice, boolean button) {
    String id = new OptionId(cursor.turn(), cursor.flow(), cursor.step(), choice.value()).text();
    int limit = button ? OutboundContent.BUTTON_TITLE_LIMIT : OutboundContent.ROW_TITLE_LIMIT;
    @Nullable String description = choice.description();
    return new Option(
        id,
        shortened(choice.title(), limit),
        description == null ? null : shortened(description, OutboundContent.ROW_DESCRIPTION_LIMIT));
  }

  private static String joined(List<String> said, String text) {
    return said.isEmpty() ? text : String.join(PARAGRAPH, said) + PARAGRAPH + text;
  }

  private static List<OutboundContent> texts(String body) {
    List<OutboundContent> messages = new ArrayList<>();
    String rest = body;
    while (rest.length() > OutboundContent.TEXT_LIMIT) {
      int cut = rest.lastIndexOf(PARAGRAPH, OutboundContent.TEXT_LIMIT);
      String head = cut > 0 ? rest.substring(0, cut) : prefix(rest, OutboundContent.TEXT_LIMIT);
      messages.add(new OutboundContent.Text(head));
      rest = rest.substring(head.length()).strip();
    }
    messages.add(new OutboundContent.Text(rest));
    return messages;
  }

  /** At most so many UTF-16 units, cut between graphemes and marked with an ellipsis. */
  static String shortened(String text, int limit) {
    return text.length() <= limit ? text : prefix(text, limit - 1).strip() + "…";
  }

  private static String prefix(String text, int limit) {
    BreakIterator graphemes = BreakIterator.getCharacterInstance(ULocale.ROOT);
    graphemes.setText(text);
    int end = graphemes.preceding(limit + 1);
    return text.substring(0, end <= 0 ? limit : end);
  }
}
