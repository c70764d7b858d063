package org.tabib.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Step.Choose;
import org.tabib.engine.flow.Step.FixedOption;
import org.tabib.engine.flow.Step.Target;
import org.tabib.engine.language.TextNormaliser;
import org.tabib.engine.language.Word;

/**
 * The options of one question as the person sees them: computed ones first, fixed ones after, a
 * page at a time when WhatsApp's ten rows do not suffice.
 */
final class Choices {
  /** The option that shows the next page. */
  static final String MORE = "+more";

  private static final int SHORTEST_PREFIX = 3;
  private static final int FUZZY_FROM = 5;

  /** An option with all that is needed to follow it. */
  record Choice(
      String value, String title, @Nullable String description, @Nullable Word word, Target next) {}

  private final Choose step;
  private final Answers answers;
  private final Stage stage;
  private final List<Choice> all = new ArrayList<>();

  Choices(Choose step, Answers answers, Stage stage) {
    this.step = step;
    this.answers = answers;
    this.stage = stage;
    Target next = step.next();
    if (step.offered() && next != null) {
      for (Option option : answers.offered()) {
        all.add(new Choice(option.id(), option.title(), option.description(), null, next));
      }
    }
    for (FixedOption option : step.options()) {
      if (!option.isThere(answers)) {
        continue;
      }
      all.add(
          new Choice(
              option.id(),
              stage.text(option.title(), answers),
              null,
              option.word(),
              option.next()));
    }
  }

  /** What is shown now: everything if it fits, else a page of computed ones, "more", the fixed. */
  List<Choice> shown() {
    if (all.size() <= OutboundContent.ROWS_LIMIT) {
      return all;
    }
    int fixed = (int) step.options().stream().filter(o -> o.isThere(answers)).count();
    int computed = all.size() - fixed;
    int perPage = OutboundContent.ROWS_LIMIT - fixed - 1;
    int from = answers.page() * perPage % Math.max(1, roundedUp(computed, perPage) * perPage);
    List<Choice> page = new ArrayList<>(all.subList(from, Math.min(computed, from + perPage)));
    page.add(
        new Choice(
            MORE, stage.text("common.more", answers), null, Word.MORE, new Target.ToStep(MORE)));
    page.addAll(all.subList(computed, all.size()));
    return page;
  }

  private static int roundedUp(int count, int size) {
    return (count + size - 1) / size;
  }

  Optional<Choice> byValue(String value) {
    return value.equals(MORE)
        ? shown().stream().filter(choice -> choice.value().equals(MORE)).findFirst()
        : all.stream().filter(choice -> choice.value().equals(value)).findFirst();
  }

  /** What was typed, as a choice: a number, the words on the option, or words that mean it. */
  Optional<Choice> byWords(String typed) {
    List<Choice> shown = shown();
    OptionalInt number = stage.number(typed);
    if (number.isPresent()) {
      int n = number.getAsInt();
      return n >= 1 && n <= shown.size() ? Optional.of(shown.get(n - 1)) : Optional.empty();
    }
    for (Choice choice : shown) {
      Word word = choice.word();
      if (word != null && stage.means(word, typed)) {
        return Optional.of(choice);
      }
    }
    return byTitle(TextNormaliser.normalise(typed));
  }

  private Optional<Choice> byTitle(String typed) {
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    List<Choice> near = new ArrayList<>();
    for (Choice choice : all) {
      String title = TextNormaliser.normalise(choice.title());
      if (title.equals(typed)) {
        return Optional.of(choice);
      }
      if (typed.length() >= SHORTEST_PREFIX && startsSomeWord(title, typed)
          || typed.length() >= FUZZY_FROM && distance(title, typed) <= 1) {
        near.add(choice);
      }
    }
    return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
  }

  private static boolean startsSomeWord(String title, String typed) {
    return title.startsWith(typed) || title.contains(" " + typed);
  }

  /** Levenshtein distance, given up beyond one row's minimum of two. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 1) {
      return 2;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
