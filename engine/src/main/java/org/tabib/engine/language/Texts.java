package org.tabib.engine.language;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every outbound text: ICU message patterns from {@code languages/<tag>/texts/*.properties} (UTF-8,
 * whole keys such as {@code booking.name}). All languages have the same keys with the same
 * arguments. Immutable and thread-safe.
 */
public final class Texts {
  /** As many threads as render one text at the same moment, and some. */
  private static final int IDLE = 16;

  private final Map<String, Map<String, Text>> byLanguage;
  private final Set<String> keys;

  private Texts(Map<String, Map<String, Text>> byLanguage, Set<String> keys) {
    this.byLanguage = byLanguage;
    this.keys = Set.copyOf(keys);
  }

  /**
   * One pattern.
   *
   * @param format a prototype: a message format cannot be shared between threads
   * @param constant what it renders to when it has no arguments
   * @param idle copies of the prototype that nobody uses now; copying costs more than formatting
   */
  private record Text(
      String pattern,
      MessageFormat format,
      Set<String> arguments,
      String constant,
      Queue<MessageFormat> idle) {
    static Text of(String pattern, MessageFormat format, Set<String> arguments) {
      return new Text(
          pattern,
          format,
          arguments,
          arguments.isEmpty() ? format.format(Map.of(), new StringBuffer(), null).toString() : "",
          new ArrayBlockingQueue<>(IDLE));
    }
  }

  /**
   * Loads and checks the texts of all languages.
   *
   * @throws IllegalStateException listing every missing or repeated key, every difference of
   *     arguments and every malformed pattern
   */
  public static Texts load(Languages languages) {
    Problems problems = new Problems();
    Map<String, Map<String, Text>> byLanguage = new TreeMap<>();
    Set<String> keys = new TreeSet<>();
    for (Language language : languages.all()) {
      Map<String, Text> texts = new HashMap<>();
      patterns(languages, language, problems)
          .forEach(
              (key, pattern) ->
                  compile(language, key, pattern, problems)
                      .ifPresent(text -> texts.put(key, text)));
      byLanguage.put(language.tag(), texts);
      keys.addAll(texts.keySet());
    }
    for (String key : keys) {
      compare(key, languages, byLanguage, problems);
    }
    problems.throwIfAny("Texts");
    return new Texts(byLanguage, keys);
  }

  private static Map<String, String> patterns(
      Languages languages, Language language, Problems problems) {
    Map<String, String> patterns = new TreeMap<>();
    for (String path : languages.files(language, "texts/")) {
      Properties file =
          new Properties() {
            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
              if (patterns.put((String) key, (String) value) != null) {
                problems.add(path + ": " + key + " is there twice");
              }
              return super.put(key, value);
            }
          };
      try {
        file.load(new StringReader(Optional.ofNullable(languages.content(path)).orElse("")));
      } catch (IOException e) {
        throw new UncheckedIOException(path, e);
      } catch (IllegalArgumentException e) {
        problems.add(path + ": " + e.getMessage());
      }
    }
    return patterns;
  }

  private static Optional<Text> compile(
      Language language, String key, String pattern, Problems problems) {
    if (pattern.isBlank()) {
      problems.add(language.tag() + ": " + key + " is empty");
      return Optional.empty();
    }
    try {
      MessagePattern parsed = new MessagePattern(pattern);
      Set<String> arguments = new TreeSet<>();
      for (int i = 0; i < parsed.countParts(); i++) {
        MessagePattern.Part part = parsed.getPart(i);
        if (part.getType() == MessagePattern.Part.Type.ARG_NUMBER) {
          problems.add(language.tag() + ": " + key + " has a numbered argument, use a name");
        } else if (part.getType() == MessagePattern.Part.Type.ARG_NAME) {
          arguments.add(parsed.getSubstring(part));
        }
      }
      return Optional.of(
          Text.of(pattern, new MessageFormat(pattern, language.locale()), Set.copyOf(arguments)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      problems.add(language.tag() + ": " + key + " is malformed: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static void compare(
      String key,
      Languages languages,
      Map<String, Map<String, Text>> byLanguage,
      Problems problems) {
    @Nullable Text first = null;
    String firstTag = "";
    for (Language language : languages.all()) {
      @Nullable Text text = byLanguage.getOrDefault(language.tag(), Map.of()).get(key);
      if (text == null) {
        problems.add(language.tag() + ": " + key + " is missing");
      } else if (first == null) {
        first = text;
        firstTag = language.tag();
      } else if (!first.arguments().equals(text.arguments())) {
        problems.add(
            key
                + ": arguments differ, "
                + firstTag
                + " has "
                + sorted(first)
                + ", "
                + language.tag()
                + " has "
                + sorted(text));
      }
    }
  }

  private static String sorted(Text text) {
    return text.arguments().stream().sorted().collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * Renders a text.
   *
   * @param arguments values for every argument of the pattern; further ones are ignored
   * @throws IllegalArgumentException naming a key or an argument that is missing
   */
  public String render(Language language, String key, Map<String, ?> arguments) {
    Text text = text(language, key);
    for (String argument : text.arguments()) {
      if (!arguments.containsKey(argument)) {
        throw new IllegalArgumentException("text " + key + " needs the argument " + argument);
      }
    }
    if (text.arguments().isEmpty()) {
      return text.constant();
    }
    MessageFormat pooled = text.idle().poll();
    MessageFormat format = pooled == null ? (MessageFormat) text.format().clone() : pooled;
    String rendered = format.format(arguments, new StringBuffer(), null).toString();
    text.idle().offer(format);
    return rendered;
  }

  /** Whether there is such a text (then in every language). */
  public boolean has(String key) {
    return keys.contains(key);
  }

  /** All keys. */
  public Set<String> keys() {
    return keys;
  }

  /** The pattern as written. */
  public String pattern(Language language, String key) {
    return text(language, key).pattern();
  }

  private Text text(Language language, String key) {
    @Nullable Text text = byLanguage.getOrDefault(language.tag(), Map.of()).get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in language " + language.tag());
    }
    return text;
  }
}
