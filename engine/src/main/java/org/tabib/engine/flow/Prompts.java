package org.tabib.engine.flow;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Choices.Choice;
import org.tabib.engine.flow.Step.Choose;

/**
 * Turns what is to be said into one message (every one is charged): what was said before and the
 * question that follows, with buttons up to three, with a list up to ten.
 */
final class Prompts {
  private static final String PARAGRAPH = "\n\n";

  private Prompts() {}

  /** Statements without a question. */
  static List<OutboundContent> statements(List<String> said) {
    return said.isEmpty()
        ? List.of()
        : List.of(
            new OutboundContent.Text(
                shortened(String.join(PARAGRAPH, said), OutboundContent.TEXT_LIMIT)));
  }

  /** A question that is answered by typing. */
  static List<OutboundContent> question(List<String> said, String text) {
    return List.of(new OutboundContent.Text(joined(said, text, OutboundContent.TEXT_LIMIT)));
  }

  /** A question that is answered by choosing. */
  static List<OutboundContent> choice(
      List<String> said, Cursor cursor, Choose step, Answers answers, Stage stage) {
    List<Choice> shown = new Choices(step, answers, stage).shown();
    String question = stage.text(step.question(answers), answers);
    boolean buttons =
        shown.size() <= OutboundContent.BUTTONS_LIMIT
            && shown.stream()
                .allMatch(
                    c ->
                        c.description() == null
                            && c.title().length() <= OutboundContent.BUTTON_TITLE_LIMIT)
            // What does not fit above buttons fits above a list.
            && lengthOf(said) + question.length() <= OutboundContent.BUTTONS_BODY_LIMIT;
    List<Option> options = shown.stream().map(c -> option(cursor, c, buttons)).toList();
    return List.of(
        buttons
            ? new OutboundContent.Buttons(
                joined(said, question, OutboundContent.BUTTONS_BODY_LIMIT), options)
            : new OutboundContent.Rows(
                joined(said, question, OutboundContent.TEXT_LIMIT),
                shortened(stage.text(step.button(), answers), OutboundContent.BUTTON_TITLE_LIMIT),
                options));
  }

  private static Option option(Cursor cursor, Choice choice, boolean button) {
    String id = new OptionId(cursor.turn(), cursor.flow(), cursor.step(), choice.value()).text();
    int limit = button ? OutboundContent.BUTTON_TITLE_LIMIT : OutboundContent.ROW_TITLE_LIMIT;
    String title = shortened(choice.title(), limit);
    // What does not fit into the title of a row is read whole below it.
    boolean whole = button || title.equals(choice.title());
    @Nullable String description =
        choice.description() == null && !whole ? choice.title() : choice.description();
    return new Option(
        id,
        title,
        description == null ? null : shortened(description, OutboundContent.ROW_DESCRIPTION_LIMIT));
  }

  /** What was said before makes room for the question when both do not fit. */
  private static String joined(List<String> said, String question, int limit) {
    int room = limit - question.length() - PARAGRAPH.length();
    return said.isEmpty() || room < 2
        ? shortened(question, limit)
        : shortened(String.join(PARAGRAPH, said), room) + PARAGRAPH + question;
  }

  private static int lengthOf(List<String> said) {
    return said.stream().mapToInt(text -> text.length() + PARAGRAPH.length()).sum();
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
