package org.tabib.engine.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.ibm.icu.util.ULocale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The registry of languages: every folder {@code languages/<tag>/} among the resources is one. It
 * also hands the files of a language to whoever loads them. Immutable.
 */
public final class Languages {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                  // "no", "yes" and "on" are words here.
                  .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final Map<String, String> files;
  private final List<Language> all;
  private final Map<String, Language> byTag;

  private Languages(Map<String, String> files) {
    this.files = Map.copyOf(files);
    Problems problems = new Problems();
    record Ordered(int order, Language language) {}
    List<Ordered> found = new ArrayList<>();
    for (String tag : folders(files.keySet())) {
      String path = tag + "/language.yaml";
      Optional<About> about = parse(path, About.class, problems);
      about.ifPresent(
          a ->
              found.add(
                  new Ordered(
                      a.order(),
                      new Language(
                          tag, ULocale.forLanguageTag(a.locale()), a.endonym(), a.englishName()))));
      about
          .filter(a -> !a.locale().equals(tag) && !a.locale().startsWith(tag + "-"))
          .ifPresent(
              a -> problems.add(path + ": locale " + a.locale() + " is not a locale of " + tag));
    }
    Set<Integer> orders = new TreeSet<>();
    for (Ordered one : found) {
      if (!orders.add(one.order())) {
        problems.add(one.language().tag() + "/language.yaml: order " + one.order() + " is taken");
      }
    }
    if (found.isEmpty()) {
      problems.add("there is no folder with a language.yaml");
    }
    problems.throwIfAny("Languages");
    this.all =
        found.stream()
            .sorted(Comparator.comparingInt(Ordered::order))
            .map(Ordered::language)
            .toList();
    this.byTag = all.stream().collect(Collectors.toUnmodifiableMap(Language::tag, l -> l));
  }

  /** What {@code language.yaml} says. */
  record About(int order, String locale, String endonym, String englishName) {}

  /**
   * Loads every language on the class path, from class folders or jars.
   *
   * @throws IllegalStateException listing every problem
   */
  public static Languages load() {
    return new Languages(
        ResourceTree.onClassPath(Languages.class.getClassLoader(), "languages", "README.md"));
  }

  /** As {@link #load}, from a folder of language folders. */
  public static Languages load(Path folder) {
    return new Languages(ResourceTree.in(folder));
  }

  /** All languages, in the order of their {@code order} key. Never empty. */
  public List<Language> all() {
    return all;
  }

  /** The language with exactly this tag. */
  public Optional<Language> find(String tag) {
    return Optional.ofNullable(byTag.get(tag));
  }

  /** The fallback: the first in order. */
  public Language first() {
    return all.get(0);
  }

  /** Paths of a language's files below one of its folders, for example {@code texts/}. */
  public List<String> files(Language language, String folder) {
    String prefix = language.tag() + "/" + folder;
    return files.keySet().stream().filter(path -> path.startsWith(prefix)).sorted().toList();
  }

  /** Content of a file, by its path from the folder of languages; null when there is none. */
  @Nullable String content(String path) {
    return files.get(path);
  }

  /**
   * Reads a language's YAML file into a record.
   *
   * @return empty when it is missing or malformed, which is then among the problems
   */
  public <T> Optional<T> read(Language language, String file, Class<T> type, Problems problems) {
    return parse(language.tag() + "/" + file, type, problems);
  }

  /**
   * Reads the same file of every language, side by side.
   *
   * @return by language, in order, without those whose file is missing or malformed, which is then
   *     among the problems
   */
  public <T> Map<Language, T> readAll(String file, Class<T> type, Problems problems) {
    record One<T>(Language language, Optional<T> content, Problems problems) {}
    List<One<T>> all =
        this.all.parallelStream()
            .map(
                language -> {
                  Problems own = new Problems();
                  return new One<>(language, read(language, file, type, own), own);
                })
            .toList();
    Map<Language, T> byLanguage = new LinkedHashMap<>();
    for (One<T> one : all) {
      problems.addAll(one.problems());
      one.content().ifPresent(content -> byLanguage.put(one.language(), content));
    }
    return byLanguage;
  }

  /**
   * The strings of some lists in a file that another loader checks, in the lists within them too;
   * none for what is not there.
   *
   * @param pointers JSON pointers to the lists
   */
  List<List<String>> lists(Language language, String file, String... pointers) {
    try {
      JsonNode content = YAML.readTree(files.getOrDefault(language.tag() + "/" + file, "{}"));
      return Arrays.stream(pointers).map(pointer -> strings(content.at(pointer))).toList();
    } catch (JsonProcessingException e) {
      // Its own loader stops on a malformed file, and says where.
      return Arrays.stream(pointers).map(pointer -> List.<String>of()).toList();
    }
  }

  private static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(
        one -> {
          if (one.isContainerNode()) {
            strings.addAll(strings(one));
          } else {
            strings.add(one.asText());
          }
        });
    return strings;
  }

  /** As {@link #read}, for a file that belongs to no language. */
  <T> Optional<T> parse(String path, Class<T> type, Problems problems) {
    @Nullable String content = files.get(path);
    if (content == null) {
      problems.add(path + ": missing");
      return Optional.empty();
    }
    return parse(path, content, type, problems);
  }

  /** Reads YAML text into a record; {@code path} names it among the problems. */
  public static <T> Optional<T> parse(
      String path, String content, Class<T> type, Problems problems) {
    try {
      Problems differences = new Problems();
      JsonNode tree = YAML.readTree(content);
      DataShape.check(path, tree, type, differences);
      problems.addAll(differences);
      return differences.isEmpty() ? Optional.of(value(tree, content, type)) : Optional.empty();
    } catch (JsonProcessingException e) {
      problems.add(path + ": " + e.getOriginalMessage() + " at " + e.getLocation().getLineNr());
      return Optional.empty();
    }
  }

  /** From the tree where it has the words as they are written: parsing is most of the cost. */
  private static <T> T value(JsonNode tree, String content, Class<T> type)
      throws JsonProcessingException {
    if (!hasWordsAsWritten(tree)) {
      return YAML.readValue(content, type);
    }
    try {
      return YAML.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      // A tree does not know its lines, which whoever wrote the file needs.
      return YAML.readValue(content, type);
    }
  }

  /** Of a number in a list of words (007, 1.50), a tree does not keep how it is written. */
  private static boolean hasWordsAsWritten(JsonNode tree) {
    for (JsonNode child : tree) {
      boolean lost = tree.isArray() && (child.isNumber() || child.isBoolean());
      if (lost || !hasWordsAsWritten(child)) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> folders(Set<String> paths) {
    return paths.stream()
        .filter(path -> path.contains("/"))
        .map(path -> path.substring(0, path.indexOf('/')))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
