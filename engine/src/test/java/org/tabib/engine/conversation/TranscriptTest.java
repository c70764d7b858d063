package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;

/**
 * Whole dialogues as golden files, one per language and story: lines with '>' are the person's
 * ('[…]' is a tap, 'a // b' are two messages at once, 'old […]' one on the oldest message that
 * offers it), those with '!' say what happens around them (see {@link
 * ScriptedConversation#happens}), everything else is what they read. {@code
 * -Dtabib.regenerate=true} writes the answers anew; the reviewer reads the dialogue in the diff.
 */
class TranscriptTest {
  /** Between messages that come in one webhook. */
  private static final String TOGETHER = " // ";

  private static final Path FOLDER = Path.of("src/test/resources/transcripts");

  @TestFactory
  Stream<DynamicTest> dialoguesReadAsWritten() throws IOException {
    List<Path> files = stories();
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(
            file -> DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> check(file)));
  }

  private static List<Path> stories() throws IOException {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @Test
  void everyLanguageTellsTheSameStories() throws IOException {
    Map<String, Map<String, List<String>>> byLanguage = new TreeMap<>();
    for (Path file : stories()) {
      byLanguage
          .computeIfAbsent(file.getParent().getFileName().toString(), tag -> new TreeMap<>())
          .put(file.getFileName().toString(), doings(file));
    }

    assertThat(byLanguage).containsKey("en");
    assertThat(byLanguage.values())
        .allSatisfy(told -> assertThat(told).isEqualTo(byLanguage.get("en")));
  }

  /** What is done in a story, without the words. */
  private static List<String> doings(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith("! ") || line.startsWith("> "))
        .map(line -> line.startsWith("! ") ? line : ">")
        .toList();
  }

  private static void check(Path file) throws IOException {
    String written = Files.readString(file);
    String played = play(written, file.getParent().getFileName().toString());
    if (Boolean.getBoolean("tabib.regenerate")) {
      Files.writeString(file, played);
    }
    assertThat(played).isEqualTo(Files.readString(file));
  }

  private static String play(String script, String language) {
    ScriptedConversation conversation = new ScriptedConversation(language);
    StringBuilder played = new StringBuilder();
    for (String line : script.lines().toList()) {
      if (line.startsWith("#")) {
        played.append(line).append('\n');
      } else if (line.startsWith("! ")) {
        played.append('\n').append(line).append('\n');
        conversation.happens(line.substring(2)).forEach(said -> played.append(show(said)));
      } else if (line.startsWith("> ")) {
        played.append('\n').append(line).append('\n');
        List<OutboundContent> answers = does(conversation, line.substring(2));
        answers.forEach(answer -> played.append(show(answer)));
        if (answers.isEmpty()) {
          played.append("(nothing)\n");
        }
      }
    }
    return played.toString();
  }

  private static List<OutboundContent> does(ScriptedConversation conversation, String what) {
    if (what.startsWith("[") && what.endsWith("]")) {
      return conversation.taps(what.substring(1, what.length() - 1));
    }
    if (what.startsWith("old [") && what.endsWith("]")) {
      return conversation.tapsOld(what.substring(5, what.length() - 1));
    }
    if (what.contains(TOGETHER)) {
      return conversation.receives(
          Stream.of(what.split(TOGETHER)).map(conversation::message).toList());
    }
    return switch (what) {
      case "(photo)" -> conversation.receives(media("image"));
      case "(sticker)" -> conversation.receives(media("sticker"));
      case "(place)" ->
          conversation.receives(new InboundContent.Location(18.5080, 73.8100, null, null));
      case "(card)" ->
          conversation.receives(
              new InboundContent.Contacts("[{\"name\":{\"formatted_name\":\"Meena Verma\"}}]"));
      case "(order)" -> conversation.receives(new InboundContent.Other("order", "{}"));
      default -> conversation.types(what);
    };
  }

  private static InboundContent media(String kind) {
    return new InboundContent.Media(kind, "1", null, null, null, null, false);
  }

  private static String show(OutboundContent content) {
    StringBuilder shown = new StringBuilder(content.body()).append('\n');
    if (content instanceof OutboundContent.Rows rows) {
      shown.append("  ≡ ").append(rows.button()).append('\n');
    }
    for (Option option : ScriptedConversation.options(content)) {
      shown.append("  [").append(option.title()).append(']');
      if (option.description() != null) {
        shown.append(' ').append(option.description());
      }
      shown.append('\n');
    }
    return shown.toString();
  }
}
