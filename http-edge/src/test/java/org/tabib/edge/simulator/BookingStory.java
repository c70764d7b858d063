package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tabib.engine.language.Language;

/**
 * The golden story of a booking in one language, as something to play on a phone: up to the
 * confirmation, and with whichever doctor and time are the first to be offered where the story taps
 * one, since its own calendar stands still.
 *
 * @param name the language's tag, followed by what is special about this story, if anything
 */
record BookingStory(String name, Language language, List<Turn> turns) {
  private static final Path FOLDER =
      Path.of("..", "engine", "src", "test", "resources", "transcripts");

  /**
   * What the person does, and what they read then.
   *
   * @param answer the words of the reply, without its options; empty where they depend on doctors
   *     and times
   */
  record Turn(Deed deed, String answer) {}

  /** One thing that a person does on the phone. */
  sealed interface Deed {
    record Type(String words) implements Deed {}

    record Tap(String title) implements Deed {}

    /** Chooses whatever is first on the list. */
    record TapFirst() implements Deed {}
  }

  /** One turn as it is written, with the rows of the reply as lines. */
  private record Written(String deed, List<String> reply) {
    /** Doctors and times are rows that say more than their title. */
    boolean offersCalendar() {
      return reply.stream().anyMatch(line -> line.matches(" {2}\\[.+] \\S.*"));
    }

    String listName() {
      return reply.stream().filter(line -> line.startsWith("  ≡ ")).findFirst().orElse("");
    }

    String words() {
      return String.join("\n", reply.stream().filter(line -> !line.startsWith("  ")).toList());
    }
  }

  /**
   * The language's own booking and, where there are any, those in another script.
   *
   * @param confirmed how the confirmation begins in this language
   */
  static List<BookingStory> in(Language language, String confirmed) {
    var folder = FOLDER.resolve(language.tag());
    try (Stream<Path> files = Files.list(folder)) {
      var stories = new ArrayList<BookingStory>();
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        var name = file.getFileName().toString();
        if (name.matches("booking(-.+)?\\.txt")) {
          stories.add(
              new BookingStory(
                  language.tag() + name.substring("booking".length(), name.length() - 4),
                  language,
                  turns(written(Files.readString(file)), confirmed)));
        }
      }
      assertThat(stories).as("stories of a booking in %s", folder).isNotEmpty();
      return stories;
    } catch (IOException e) {
      throw new AssertionError("no stories of " + language.tag(), e);
    }
  }

  private static List<Turn> turns(List<Written> written, String confirmed) {
    var turns = new ArrayList<Turn>();
    var before = new Written("", List.of());
    var calendarSeen = false;
    for (Written turn : written) {
      // A day that is named gets the same list of other times: which, the day of the test decides.
      var namesDay = before.offersCalendar() && turn.listName().equals(before.listName());
      if (!namesDay) {
        calendarSeen |= turn.offersCalendar();
        turns.add(new Turn(deed(turn.deed(), before), calendarSeen ? "" : turn.words()));
      }
      if (turn.words().startsWith(confirmed)) {
        return turns;
      }
      before = turn;
    }
    throw new AssertionError("the story has no \"" + confirmed + "\"");
  }

  private static Deed deed(String written, Written before) {
    if (!written.startsWith("[")) {
      return new Deed.Type(written);
    }
    return before.offersCalendar()
        ? new Deed.TapFirst()
        : new Deed.Tap(written.substring(1, written.length() - 1));
  }

  private static List<Written> written(String story) {
    var turns = new ArrayList<Written>();
    for (String line : story.lines().filter(line -> !line.startsWith("#")).toList()) {
      if (line.startsWith("> ")) {
        turns.add(new Written(line.substring(2), new ArrayList<>()));
      } else if (!turns.isEmpty()) {
        turns.getLast().reply().add(line);
      }
    }
    return turns;
  }

  @Override
  public String toString() {
    return name;
  }
}
