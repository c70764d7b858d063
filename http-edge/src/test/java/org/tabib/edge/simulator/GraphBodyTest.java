package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphBodyTest {

  @Property(tries = 200)
  void buttonTitlesMayHaveTwentyCharactersInEveryScript(
      @ForAll @IntRange(min = 1, max = 40) int n) {
    var title = "😷".repeat(n);
    var body = message(SampleMessages.BUTTONS);
    replace(body, "/interactive/action/buttons/0/reply", "title", title);
    assertAcceptedWhen(n <= 20, body);
  }

  @Property(tries = 200)
  void limitsOfAListHold(
      @ForAll @IntRange(min = 1, max = 30) int title,
      @ForAll @IntRange(min = 1, max = 90) int description) {
    var body = message(SampleMessages.LIST);
    var row = "/interactive/action/sections/0/rows/0";
    replace(body, row, "title", "क".repeat(title));
    replace(body, row, "description", "d".repeat(description));
    assertAcceptedWhen(title <= 24 && description <= 72, body);
  }

  @ParameterizedTest
  @CsvSource({"1,true", "3,true", "4,false", "0,false"})
  void takesOneToThreeButtons(int count, boolean accepted) {
    var body = message(SampleMessages.BUTTONS);
    var action = (ObjectNode) body.at("/interactive/action");
    var buttons = action.putArray("buttons");
    for (int i = 0; i < count; i++) {
      buttons
          .addObject()
          .put("type", "reply")
          .putObject("reply")
          .put("id", "b" + i)
          .put("title", "Button " + i);
    }
    assertAcceptedWhen(accepted, body);
  }

  @ParameterizedTest
  @CsvSource({"10,true", "11,false"})
  void countsRowsOverAllSections(int rows, boolean accepted) {
    var body = message(SampleMessages.LIST);
    var sections = ((ObjectNode) body.at("/interactive/action")).putArray("sections");
    for (int i = 0; i < rows; i++) {
      var section =
          i % 5 == 0
              ? sections.addObject().put("title", "Part " + i).putArray("rows")
              : sections.get(sections.size() - 1).withArray("rows");
      ((ArrayNode) section).addObject().put("id", "r" + i).put("title", "Row");
    }
    assertAcceptedWhen(accepted, body);
  }

  @Test
  void refusesTwoButtonsWithOneTitle() {
    var body = message(SampleMessages.BUTTONS);
    replace(body, "/interactive/action/buttons/1/reply", "title", "Book a visit");
    assertRefused(body, 131009);
  }

  @ParameterizedTest
  @CsvSource({"button,1024", "list,4096"})
  void bodyOfInteractiveHasItsLimit(String type, int max) {
    var body = message(type.equals("button") ? SampleMessages.BUTTONS : SampleMessages.LIST);
    replace(body, "/interactive/body", "text", "x".repeat(max));
    assertAcceptedWhen(true, body);
    replace(body, "/interactive/body", "text", "x".repeat(max + 1));
    assertRefused(body, 131009);
  }

  @Test
  void textHas4096Characters() {
    var body = message("\"type\":\"text\",\"text\":{}");
    replace(body, "/text", "body", "x".repeat(4096));
    assertAcceptedWhen(true, body);
    replace(body, "/text", "body", "x".repeat(4097));
    assertRefused(body, 131009);
    replace(body, "/text", "body", "");
    assertRefused(body, 131008);
  }

  @ParameterizedTest
  @ValueSource(strings = {"919900000001", "+91 99000 00001", "+91-9900000001", "+9", "abc"})
  void refusesNumbersThatMetaWouldReadOtherwise(String to) {
    var body = message("\"type\":\"text\",\"text\":{\"body\":\"x\"}");
    ((ObjectNode) body).put("to", to);
    assertRefused(body, 131009);
  }

  @Test
  void refusesAddressesThatAreNotOfTheWeb() {
    var body = message(SampleMessages.LINK);
    assertAcceptedWhen(true, body);
    replace(body, "/interactive/action/parameters", "url", "javascript:alert(1)");
    assertRefused(body, 131009);
    assertRefused(message("\"type\":\"image\",\"image\":{\"link\":\"file:///etc/hosts\"}"), 131009);
  }

  @Test
  void refusesUnknownTypesAndProducts() {
    assertRefused(message("\"type\":\"poll\""), 131051);
    var body = message("\"type\":\"text\",\"text\":{\"body\":\"x\"}");
    ((ObjectNode) body).remove("messaging_product");
    assertRefused(body, 100);
  }

  @Test
  void refusesParametersThatMetaDoesNotPutIntoATemplate() {
    for (String value : List.of("a\\nb", "a\\tb", "a     b")) {
      assertRefused(
          message(
              """
              "type":"template","template":{"name":"visit_reminder","language":{"code":"en"},
              "components":[{"type":"body","parameters":[{"type":"text","text":"%s"}]}]}"""
                  .formatted(value)),
          132018);
    }
  }

  @Test
  void showsTheTextOfATemplateThatWasApproved() {
    var approved =
        ApprovedTemplates.of(
            List.of(
                new ApprovedTemplates.Approved(
                    "visit_reminder", "en", "See you on {{1}} at {{2}}.", List.of("I will come"))));
    var sent =
        new Content.Template(
            "visit_reminder",
            "en",
            List.of("Monday", "nine"),
            List.of(new Content.Choice("confirm", "confirm")),
            null);

    var shown = approved.shown(sent);

    assertThat(shown.text()).isEqualTo("See you on Monday at nine.");
    assertThat(shown.buttons()).containsExactly(new Content.Choice("confirm", "I will come"));
    assertThatThrownBy(
            () ->
                approved.shown(
                    new Content.Template(
                        "visit_reminder", "hi", sent.parameters(), sent.buttons(), null)))
        .isInstanceOf(GraphRefusal.class)
        .hasMessageContaining("132001");
    assertThatThrownBy(
            () ->
                approved.shown(
                    new Content.Template(
                        "visit_reminder", "en", List.of("Monday"), sent.buttons(), null)))
        .isInstanceOf(GraphRefusal.class)
        .hasMessageContaining("132000");
    assertThat(ApprovedTemplates.NONE.shown(sent)).isEqualTo(sent);
  }

  @Test
  void readsTemplatesMediaLocationsAndReactions() {
    assertThat(
            content(
                """
                "type":"template","template":{"name":"visit_reminder","language":{"code":"en"},
                "components":[
                  {"type":"body","parameters":[{"type":"text","text":"Monday"}]},
                  {"type":"button","sub_type":"quick_reply","index":"0",
                   "parameters":[{"type":"payload","payload":"confirm"}]}]}"""))
        .isEqualTo(
            new Content.Template(
                "visit_reminder",
                "en",
                List.of("Monday"),
                List.of(new Content.Choice("confirm", "confirm")),
                null));
    assertThat(content("\"type\":\"image\",\"image\":{\"link\":\"https://example.org/a.png\"}"))
        .isInstanceOf(Content.Media.class);
    assertThat(
            content(
                "\"type\":\"location\",\"location\":{\"latitude\":28.6,\"longitude\":\"77.2\"}"))
        .isEqualTo(new Content.Location(28.6, 77.2, null, null));
    assertThat(
            GraphBody.parse(
                message(
                    "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.x\",\"emoji\":\"\"}")))
        .isEqualTo(new GraphRequest.React("+919900000001", "wamid.x", null));
  }

  private static Content content(String typeAndContent) {
    return ((GraphRequest.Send) GraphBody.parse(message(typeAndContent))).content();
  }

  private static JsonNode message(String typeAndContent) {
    try {
      return SimulatorJson.PLAIN.readTree(
          "{\"messaging_product\":\"whatsapp\",\"to\":\"+919900000001\"," + typeAndContent + "}");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void replace(JsonNode body, String path, String field, String value) {
    ((ObjectNode) body.at(path)).put(field, value);
  }

  private static void assertAcceptedWhen(boolean accepted, JsonNode body) {
    if (accepted) {
      assertThat(GraphBody.parse(body)).isInstanceOf(GraphRequest.Send.class);
    } else {
      assertRefused(body, 131009);
    }
  }

  private static void assertRefused(JsonNode body, int code) {
    assertThatThrownBy(() -> GraphBody.parse(body))
        .isInstanceOfSatisfying(
            GraphRefusal.class,
            refusal ->
                assertThat(refusal.toJson().at("/error/code").asInt())
                    .as(refusal.explanation())
                    .isEqualTo(code));
  }
}
