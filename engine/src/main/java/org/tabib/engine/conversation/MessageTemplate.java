package org.tabib.engine.conversation;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * @param key of its body's text; its arguments are the parameters, in the order in which the
 *     language has them
 * @param buttons its quick-reply buttons, at most three
 * @param use when it is sent, for operators
 */
public record MessageTemplate(
    String name, String category, String key, List<Button> buttons, String use) {
  private static final String UTILITY = "UTILITY";

  /** What comes back when the button of {@link #WAITING} is tapped. */
  static final String READ = "waiting.read";

  /** Something waits for a person who last wrote more than 24 hours ago. */
  public static final MessageTemplate WAITING =
      new MessageTemplate(
          "tabib_message_waiting",
          UTILITY,
          "template.waiting",
          List.of(new Button("template.waiting.read", READ)),
          "Once in each silence, when a message waits for a person who agreed to be written to.");

  /** All of them. */
  public static final List<MessageTemplate> ALL = all();

  /** Meta: the body of a template, in characters. */
  private static final int BODY_LIMIT = 1024;

  /** Meta refuses a body with a gap at its edge, or two with nothing between them. */
  private static final Pattern BADLY_PLACED = Pattern.compile("^\\{\\{|\\}\\}$|\\}\\}\\s*\\{\\{");

  public MessageTemplate {
    buttons = List.copyOf(buttons);
  }

  /**
   * A quick-reply button.
   *
   * @param key of its title
   * @param id what comes back when it is tapped, for a notice without the notice
   */
  public record Button(String key, String id) {}

  /**
   * The template of a notice.
   *
   * @param named whether it may say words about the person; only kinds that have any differ
   */
  static MessageTemplate of(NoticeKind kind, boolean named) {
    String name = "tabib_" + kind.name().toLowerCase(Locale.ROOT);
    boolean says = named && kind.saysWords();
    return new MessageTemplate(
        says ? name + "_named" : name,
        UTILITY,
        kind.textKey(says),
        kind.templateButtons().stream()
            .map(button -> new Button(button.titleKey(), button.id()))
            .toList(),
        kind.use() + (says ? " Instead of the one without, where the practice allows it." : ""));
  }

  private static List<MessageTemplate> all() {
    return Stream.concat(
            Stream.of(WAITING),
            Stream.of(NoticeKind.values())
                .flatMap(
                    kind ->
                        kind.saysWords()
                            ? Stream.of(of(kind, false), of(kind, true))
                            : Stream.of(of(kind, false))))
        .toList();
  }

  /** Meta's code of a language: {@code pt_BR} where we write {@code pt-BR}. */
  public static String code(Language language) {
    return language.tag().replace('-', '_');
  }

  /** The body as it is submitted, {@code {{1}}} for its first parameter. */
  public String body(Texts texts, Language language) {
    return texts.render(language, key, new Gaps());
  }

  /** The names of its parameters, in order. */
  public List<String> parameters(Texts texts, Language language) {
    Gaps gaps = new Gaps();
    texts.render(language, key, gaps);
    return List.copyOf(gaps.names);
  }

  /** Its buttons' titles. */
  public List<String> titles(Texts texts, Language language) {
    return buttons.stream().map(b -> texts.render(language, b.key(), Map.of())).toList();
  }

  /** The message, as a practice sends it. */
  OutboundContent.Template content(Texts texts, Wording wording, Language language) {
    return content(
        texts,
        wording,
        language,
        Answers.NONE,
        buttons.stream().map(b -> option(wording, b.key(), b.id())).toList());
  }

  /**
   * The message about certain facts.
   *
   * @param options its buttons with the ids that come back
   */
  OutboundContent.Template content(
      Texts texts,
      Wording wording,
      Language language,
      Answers facts,
      List<OutboundContent.Option> options) {
    return new OutboundContent.Template(
        name,
        code(language),
        parameters(texts, language).stream()
            .map(name -> OutboundContent.Template.parameter(wording.value(name, facts)))
            .toList(),
        options,
        wording.text(key, facts));
  }

  static OutboundContent.Option option(Wording wording, String titleKey, String id) {
    return new OutboundContent.Option(id, wording.text(titleKey, Answers.NONE), null);
  }

  /** Holds all of them to what Meta approves. */
  static void check(Languages languages, Texts texts, Problems problems) {
    for (MessageTemplate template : ALL) {
      for (Language language : languages.all()) {
        String body = template.body(texts, language);
        String at = language.tag() + ": " + template.key();
        if (BADLY_PLACED.matcher(body).find()) {
          problems.add(at + ": an argument stands first, last, or right after another one");
        }
        if (body.length() > BODY_LIMIT) {
          problems.add(at + " is longer than " + BODY_LIMIT + " characters");
        }
        for (String title : template.titles(texts, language)) {
          if (title.length() > OutboundContent.BUTTON_TITLE_LIMIT) {
            problems.add(at + ": the button " + title + " is too long");
          }
        }
      }
    }
  }

  /** Numbers arguments as Meta does, in the order in which a text asks for them. */
  private static final class Gaps extends AbstractMap<String, Object> {
    private final List<String> names = new ArrayList<>();

    @Override
    public boolean containsKey(@Nullable Object name) {
      return true;
    }

    @Override
    public Object get(@Nullable Object name) {
      if (!names.contains((String) name)) {
        names.add((String) name);
      }
      return "{{" + (names.indexOf((String) name) + 1) + "}}";
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      throw new UnsupportedOperationException("there are as many arguments as texts ask for");
    }
  }
}
