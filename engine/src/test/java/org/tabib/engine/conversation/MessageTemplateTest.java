package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.OutboundContent.Template;
import org.tabib.engine.language.Language;

/** The catalogue that operators submit to Meta says what is sent. */
class MessageTemplateTest {
  private static final Path CATALOGUE = Path.of("../docs/templates.md");
  private static final World WORLD = ScriptedConversation.WORLD;

  @Test
  void theCatalogueIsWhatIsSent() throws IOException {
    String expected = catalogue();
    if ("write".equals(System.getProperty("tabib.templates"))) {
      Files.writeString(CATALOGUE, expected);
    }

    assertThat(Files.readString(CATALOGUE)).isEqualTo(expected);
  }

  @Test
  void languagesAreNamedAsMetaNamesThem() {
    assertThat(WORLD.languages().all().stream().map(MessageTemplate::code))
        .containsExactlyInAnyOrder("en", "hi", "ta", "te", "bn", "mr", "sw", "pt_BR");
  }

  @Property(tries = 300)
  void aParameterIsOneLineWithoutRunsOfSpaces(@ForAll String value) {
    String parameter = Template.parameter(value + "\n\t     " + value);

    assertThat(parameter).doesNotContain("\n", "\t", "\r", "    ");
    assertThat(parameter).isEqualTo(parameter.strip());
  }

  private static String catalogue() {
    StringBuilder page =
        new StringBuilder(
            """
            # Message templates

            WhatsApp delivers a free-form message only within 24 hours of the person's last one. After that Tabib sends one of these templates; an answer that waits is kept until
            the person writes, a notice (a reminder, a call from the queue) is the template. **Submit each of them in each language to Meta and have it approved before you use the
            number** (WhatsApp Manager, Message templates): with name, category, language, body and buttons exactly as they stand here, parameter format positional. What the
            parameters are stands above each table: give an example of each. An attempt with a template that is missing, paused or not approved fails with Meta's code (132001,
            132015) and becomes a dead letter. Templates that end in `_named` say the name of a medicine: they are sent only where the practice allows it (`namesMedicines`).
            The parameter `medicine` is its name, its dose and, where the course says so, how it relates to food: "Amoxicillin, 500 mg, after food".

            Written by `mvn -pl engine test -Dtest=MessageTemplateTest -Dtabib.templates=write`.
            """);
    for (MessageTemplate template : MessageTemplate.ALL) {
      page.append(
          """

          ## %s

          Category %s. %s

          | language | body | parameters | buttons |
          |---|---|---|---|
          """
              .formatted(template.name(), template.category(), template.use()));
      for (Language language : WORLD.languages().all()) {
        page.append(
            "| `%s` | %s | %s | %s |\n"
                .formatted(
                    MessageTemplate.code(language),
                    template.body(WORLD.texts(), language),
                    String.join(", ", template.parameters(WORLD.texts(), language)),
                    String.join(" · ", template.titles(WORLD.texts(), language))));
      }
    }
    return page.toString();
  }
}
