package org.tabib.engine.conversation;

import java.util.List;
import java.util.Map;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;
import org.tabib.engine.language.Texts;

/**
 * A text that Meta approves before it may be used, in every language. The catalogue for operators,
 * {@code docs/templates.md}, is held against these.
 *
 * @param name what Meta knows it by: lower-case letters, digits and {@code _}
 * @param category Meta's: {@code UTILITY} is for what the person asked for, without promotion
 * @param key of its body's text; the practice's name is its only parameter
 * @param buttonKey of its quick-reply button's title
 * @param buttonId what comes back when the button is tapped
 */
public record MessageTemplate(
    String name, String category, String key, String buttonKey, String buttonId) {
  /** Something waits for a person who last wrote more than 24 hours ago. */
  public static final MessageTemplate WAITING =
      new MessageTemplate(
          "tabib_message_waiting",
          "UTILITY",
          "template.waiting",
          "template.waiting.read",
          "waiting.read");

  /** All of them. */
  public static final List<MessageTemplate> ALL = List.of(WAITING);

  /** As Meta numbers parameters. */
  private static final String GAP = "{{1}}";

  /** Meta: the body of a template, in characters. */
  private static final int BODY_LIMIT = 1024;

  /** Meta's code of a language: {@code pt_BR} where we write {@code pt-BR}. */
  public static String code(Language language) {
    return language.tag().replace('-', '_');
  }

  /** The body as it is submitted, {@code {{1}}} for the practice's name. */
  public String body(Texts texts, Language language) {
    return texts.render(language, key, Map.of("practice", GAP));
  }

  /** The button's title. */
  public String button(Texts texts, Language language) {
    return texts.render(language, buttonKey, Map.of());
  }

  /** The message, as a practice sends it. */
  OutboundContent.Template content(Wording wording, Language language) {
    return new OutboundContent.Template(
        name,
        code(language),
        List.of(OutboundContent.Template.parameter(wording.practiceName())),
        List.of(new OutboundContent.Option(buttonId, wording.text(buttonKey, Answers.NONE), null)),
        wording.text(key, Answers.NONE));
  }

  /** Meta refuses a template with a gap at its edge, one that is too long, and long buttons. */
  static void check(Languages languages, Texts texts, Problems problems) {
    for (MessageTemplate template : ALL) {
      for (Language language : languages.all()) {
        String body = template.body(texts, language);
        String at = language.tag() + ": " + template.key();
        if (body.indexOf(GAP) < 1
            || body.endsWith(GAP)
            || body.indexOf(GAP) != body.lastIndexOf(GAP)) {
          problems.add(at + ": the name stands in the text once, neither first nor last");
        }
        if (body.length() > BODY_LIMIT) {
          problems.add(at + " is longer than " + BODY_LIMIT + " characters");
        }
        if (template.button(texts, language).length() > OutboundContent.BUTTON_TITLE_LIMIT) {
          problems.add(language.tag() + ": " + template.buttonKey() + " is too long for a button");
        }
      }
    }
  }
}
