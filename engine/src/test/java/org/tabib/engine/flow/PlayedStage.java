package org.tabib.engine.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Step.Reader;
import org.tabib.engine.language.Word;

/** A stage for tests: a text is its key unless given, an action does what the test said. */
final class PlayedStage implements Stage {
  final Map<String, String> texts = new HashMap<>();
  final Map<String, Acted> actions = new HashMap<>();
  final List<String> performed = new ArrayList<>();

  static List<Option> options(int count) {
    List<Option> options = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      options.add(new Option("v" + i, "Title " + i, null));
    }
    return options;
  }

  @Override
  public String text(String key, Answers answers) {
    return texts.getOrDefault(key, key);
  }

  @Override
  public Optional<String> read(Reader reader, String typed) {
    return typed.startsWith("?") ? Optional.empty() : Optional.of(typed);
  }

  @Override
  public OptionalInt number(String typed) {
    return typed.matches("\\d{1,4}")
        ? OptionalInt.of(Integer.parseInt(typed))
        : OptionalInt.empty();
  }

  @Override
  public boolean means(Word word, String typed) {
    return word.name().equalsIgnoreCase(typed);
  }

  @Override
  public Acted perform(String action, Answers answers) {
    performed.add(action);
    return actions.getOrDefault(action, Acted.done("done"));
  }
}
