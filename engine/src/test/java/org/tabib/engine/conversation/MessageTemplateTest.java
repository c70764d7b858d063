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

            WhatsApp delivers a free-form message only within 24 hours of the person's last one. After that Tabib sends one of these templates and keeps the message until
            the person writes. **Submit each of them in each language to Meta and have it approved before you use the number** (WhatsApp Manager, Message templates): with name,
            category, language, body and button exactly as they stand here, parameter format positional. As an example for `{{1}}` give your practice's name. An attempt with a
            template that is missing or not approved fails with Meta's code 132001 and becomes a dead letter; what waits goes on waiting.

            Written by `mvn -pl engine test -Dtest=MessageTemplateTest -Dtabib.templates=write`.
            """);
    for (MessageTemplate template : MessageTemplate.ALL) {
      page.append(
          """

          ## %s

          Category %s. `{{1}}` is the practice's name. One quick-reply button. Sent once in each silence, when a message waits for a person who agreed to be written to.

          | language | body | button |
          |---|---|---|
          """
              .formatted(template.name(), template.category()));
      for (Language language : WORLD.languages().all()) {
        page.append(
            "| `%s` | %s | %s |\n"
                .formatted(
                    MessageTemplate.code(language),
                    template.body(WORLD.texts(), language),
                    template.button(WORLD.texts(), language)));
      }
    }
    return page.toString();
  }
}
