package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsTest {
  @TempDir Path folder;

  @Test
  void rendersNamedArgumentsAndPlurals() throws IOException {
    language("en", 1, "a.b=Hello {name}, {n, plural, one {one visit} other {# visits}}");
    language("hi", 2, "a.b=नमस्ते {name}, {n, plural, one {एक मुलाकात} other {# मुलाकातें}}");
    Languages languages = Languages.load(folder);
    Texts texts = Texts.load(languages);

    assertThat(texts.render(languages.first(), "a.b", Map.of("name", "O'Brien", "n", 1)))
        .isEqualTo("Hello O'Brien, one visit");
    assertThat(texts.render(languages.all().get(1), "a.b", Map.of("name", "सीता", "n", 12)))
        .isEqualTo("नमस्ते सीता, 12 मुलाकातें");
    assertThat(texts.has("a.b")).isTrue();
    assertThat(texts.keys()).containsExactly("a.b");
    assertThat(texts.pattern(languages.first(), "a.b")).startsWith("Hello {name}");
  }

  @Test
  void namesTheArgumentOrTheKeyThatIsMissing() throws IOException {
    language("en", 1, "a.b=Hello {name}");
    Languages languages = Languages.load(folder);
    Texts texts = Texts.load(languages);

    assertThatThrownBy(() -> texts.render(languages.first(), "a.b", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.b")
        .hasMessageContaining("name");
    assertThatThrownBy(() -> texts.render(languages.first(), "a.c", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.c");
  }

  @Test
  void listsEveryProblemOfAllLanguagesAtOnce() throws IOException {
    language("en", 1, "a=Hello {name}\nb=Bye\nc=Broken {\nd=Twice\nd=Twice\ne={0}\n");
    language("hi", 2, "a=नमस्ते {naam}\nc=ठीक\nd=दो\ne=ठीक");

    assertThatThrownBy(() -> Texts.load(Languages.load(folder)))
        .hasMessageContaining("a: arguments differ, en has {name}, hi has {naam}")
        .hasMessageContaining("hi: b is missing")
        .hasMessageContaining("en: c is malformed")
        .hasMessageContaining("d is there twice")
        .hasMessageContaining("en: e has a numbered argument");
  }

  @Test
  void refusesArgumentsThatDifferInsideAPlural() throws IOException {
    language("en", 1, "a={n, plural, other {# for {name}}}");
    language("hi", 2, "a={n, plural, other {#}}");

    assertThatThrownBy(() -> Texts.load(Languages.load(folder)))
        .hasMessageContaining("arguments differ");
  }

  @Test
  void shippedTextsAreCompleteInEveryLanguage() {
    Languages languages = Languages.load();
    Texts texts = Texts.load(languages);
    for (Language language : languages.all()) {
      for (String key : texts.keys()) {
        assertThat(texts.pattern(language, key)).as("%s %s", language.tag(), key).isNotBlank();
      }
    }
  }

  @Test
  void listsEveryProblemOfTheLanguageFiles() throws IOException {
    language("en", 1, "a=b");
    language("hi", 1, "a=b");
    Files.writeString(
        Files.createDirectories(folder.resolve("ta")).resolve("language.yaml"), "order: x");

    assertThatThrownBy(() -> Languages.load(folder))
        .hasMessageContaining("order 1 is taken")
        .hasMessageContaining("ta/language.yaml");
  }

  private void language(String tag, int order, String texts) throws IOException {
    Path own = Files.createDirectories(folder.resolve(tag).resolve("texts"));
    Files.writeString(own.resolve("some.properties"), texts);
    Files.writeString(
        folder.resolve(tag).resolve("language.yaml"),
        "order: %d\nlocale: %s\nendonym: %s\nenglishName: %s\n".formatted(order, tag, tag, tag));
  }
}
