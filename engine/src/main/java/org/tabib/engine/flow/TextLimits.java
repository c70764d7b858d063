package org.tabib.engine.flow;

import java.util.Set;
import java.util.TreeSet;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Step.Choose;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;

/**
 * Holds the texts of all flows to WhatsApp's limits in every language (Cloud API, interactive
 * messages). Lengths are UTF-16 units: never fewer than the characters that WhatsApp counts.
 */
public final class TextLimits {

  /** How long a text can become. */
  @FunctionalInterface
  public interface Longest {
    /**
     * The most UTF-16 units that the text has with any arguments.
     *
     * @throws IllegalArgumentException when it has an argument that nothing knows
     */
    int length(Language language, String key);
  }

  private static final int PARAGRAPH = 2;

  private final Languages languages;
  private final Longest longest;
  private final String marker;
  private final Problems problems;
  private final Set<String> found = new TreeSet<>();

  /**
   * @param marker the text that is put under every message in test mode
   * @param problems takes what is found
   */
  public TextLimits(Languages languages, Longest longest, String marker, Problems problems) {
    this.languages = languages;
    this.longest = longest;
    this.marker = marker;
    this.problems = problems;
  }

  /** Checks every text that a flow names, as what it is used for. */
  public void check(FlowLibrary library) {
    title("common.choose-button", OutboundContent.BUTTON_TITLE_LIMIT);
    title("common.more", OutboundContent.ROW_TITLE_LIMIT);
    for (FlowDefinition flow : library.all()) {
      for (Step step : flow.steps().values()) {
        switch (step) {
          case Step.Ask ask -> {
            body(ask.text(), OutboundContent.TEXT_LIMIT);
            body(ask.retry(), OutboundContent.TEXT_LIMIT);
          }
          case Step.Say say -> body(say.text(), OutboundContent.TEXT_LIMIT);
          case Step.Do act -> {}
          case Choose choose -> choice(choose);
        }
      }
    }
  }

  /** Tells what was found, each problem once. */
  public void report() {
    found.forEach(problems::add);
    found.clear();
  }

  private void choice(Choose choose) {
    boolean few = choose.options().size() <= OutboundContent.BUTTONS_LIMIT;
    boolean buttons = few && !choose.offered();
    // Computed options are buttons when there are few of them and they are short.
    int limit = few ? OutboundContent.BUTTONS_BODY_LIMIT : OutboundContent.TEXT_LIMIT;
    body(choose.text(), limit);
    if (choose.variants() != null) {
      choose.variants().texts().values().forEach(text -> body(text, limit));
    }
    choose
        .options()
        .forEach(
            option ->
                title(
                    option.title(),
                    buttons
                        ? OutboundContent.BUTTON_TITLE_LIMIT
                        : OutboundContent.ROW_TITLE_LIMIT));
    if (!buttons) {
      title(choose.button(), OutboundContent.BUTTON_TITLE_LIMIT);
    }
  }

  /** A text that stands alone: a title, a button, a description. */
  public void title(String key, int limit) {
    languages.all().forEach(language -> hold(language, key, 0, limit));
  }

  /** A text that is a message, with the test mode's marker under it. */
  public void body(String key, int limit) {
    for (Language language : languages.all()) {
      hold(language, key, PARAGRAPH + length(language, marker), limit);
    }
  }

  private void hold(Language language, String key, int more, int limit) {
    int length = length(language, key) + more;
    if (length > limit) {
      found.add(
          language.tag() + ": " + key + " can be " + length + " characters long, at most " + limit);
    }
  }

  private int length(Language language, String key) {
    try {
      return longest.length(language, key);
    } catch (IllegalArgumentException e) {
      found.add(language.tag() + ": " + key + ": " + e.getMessage());
      return 0;
    }
  }
}
