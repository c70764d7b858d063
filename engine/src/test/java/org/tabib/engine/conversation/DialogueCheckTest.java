package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tabib.engine.care.CareKnowledge;
import org.tabib.engine.care.Complaint;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.FlowChecker;
import org.tabib.engine.flow.FlowLibrary;
import org.tabib.engine.flow.TextLimits;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;
import org.tabib.engine.language.Texts;

class DialogueCheckTest {
  private static final World WORLD = World.load();
  private static final Pattern SAID =
      Pattern.compile(
          "(?:text|say|begin|leave|still|repeat|inform|call)\\([^;{}]*?\"([a-z]+\\.[a-z.-]+)\"");

  @Test
  void whatShipsHasNoProblem() {
    Problems problems = new Problems();

    DialogueCheck.check(WORLD.flows(), WORLD.languages(), WORLD.texts(), WORLD.care(), problems);

    assertThatCode(() -> problems.throwIfAny("Flows")).doesNotThrowAnyException();
  }

  @Test
  void everyTextIsUsed() {
    Set<String> unused = new TreeSet<>(WORLD.texts().keys());
    WORLD
        .flows()
        .all()
        .forEach(
            flow ->
                flow.steps().values().forEach(step -> unused.removeAll(FlowChecker.textsOf(step))));
    unused.removeAll(FlowChecker.OWN_TEXTS);
    unused.removeAll(DialogueCheck.SAID);
    unused.removeAll(DialogueCheck.DESCRIPTIONS);
    MessageTemplate.ALL.forEach(
        template -> {
          unused.remove(template.key());
          template.buttons().forEach(button -> unused.remove(button.key()));
        });
    for (NoticeButton button : NoticeButton.values()) {
      unused.remove(button.titleKey());
    }
    unused.remove(DialogueCheck.TEST_MODE);
    unused.remove("common.choose-button");
    CareKnowledge care = WORLD.care();
    // A practice names its doctors' specialties; those that complaints are for must be among them.
    care.specialties()
        .forEach(id -> assertThat(unused.remove(DialogueCheck.SPECIALTY + id)).as(id).isTrue());
    unused.removeIf(key -> key.startsWith(DialogueCheck.SPECIALTY));
    care.complaints().stream()
        .filter(Complaint::isRedFlag)
        .map(care::emergencyAdviceKey)
        .forEach(unused::remove);

    assertThat(unused).isEmpty();
  }

  @Test
  void everyTextThatCodeSaysIsDeclaredToTheChecker() throws IOException {
    Set<String> said = new TreeSet<>();
    for (String folder : List.of("conversation", "flow")) {
      Path sources = Path.of("src/main/java/org/tabib/engine", folder);
      try (Stream<Path> files = Files.list(sources)) {
        for (Path file : files.toList()) {
          SAID.matcher(Files.readString(file))
              .results()
              .map(found -> found.group(1))
              .forEach(said::add);
        }
      }
    }
    Set<String> declared = new TreeSet<>(FlowChecker.OWN_TEXTS);
    declared.addAll(DialogueCheck.SAID);
    declared.addAll(DialogueCheck.DESCRIPTIONS);
    declared.add(DialogueCheck.TEST_MODE);
    // Held to its limit with the flows, whose lists it opens.
    declared.add("common.choose-button");

    assertThat(said).contains("common.trouble", "common.stale").allMatch(declared::contains);
  }

  @Test
  void aTextThatIsTooLongIsAProblem() {
    Problems problems = new Problems();
    TextLimits limits =
        new TextLimits(
            WORLD.languages(),
            (language, key) -> key.equals("menu.book") || key.equals("welcome.agree") ? 25 : 1,
            DialogueCheck.TEST_MODE,
            problems);
    limits.check(WORLD.flows());
    limits.report();

    assertThat(lines(problems))
        .hasSize(2 * WORLD.languages().all().size())
        .contains(
            "hi: menu.book can be 25 characters long, at most 24",
            "hi: welcome.agree can be 25 characters long, at most 20");
  }

  @Test
  void theTestModesMarkerCounts() {
    Problems problems = new Problems();
    TextLimits limits =
        new TextLimits(
            WORLD.languages(),
            (language, key) -> key.equals("booking.confirm") ? 1000 : 23,
            DialogueCheck.TEST_MODE,
            problems);
    limits.body("booking.confirm", OutboundContent.BUTTONS_BODY_LIMIT);
    limits.report();

    assertThat(lines(problems))
        .hasSize(WORLD.languages().all().size())
        .contains("hi: booking.confirm can be 1025 characters long, at most 1024");
  }

  @Test
  void anArgumentThatNothingKnowsIsAProblem() {
    Languages languages = WORLD.languages();
    Texts texts = WORLD.texts();
    LongestWording longest = new LongestWording(texts, WORLD.care());

    assertThat(longest.length(languages.first(), "booking.done")).isGreaterThan(400);
    assertThatCode(() -> longest.length(languages.first(), "no.such.text"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFlowThatIsMissingIsAProblem() {
    Problems problems = new Problems();
    FlowLibrary without =
        new FlowLibrary(
            WORLD.flows().all().stream().filter(flow -> !flow.id().equals("resume")).toList());

    DialogueCheck.check(without, WORLD.languages(), WORLD.texts(), WORLD.care(), problems);

    assertThat(lines(problems))
        .containsExactly("flows: there is no flow resume, and it is begun by name");
  }

  private static List<String> lines(Problems problems) {
    try {
      problems.throwIfAny("x");
      return List.of();
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage()).lines().skip(1).map(l -> l.substring(3)).toList();
    }
  }
}
