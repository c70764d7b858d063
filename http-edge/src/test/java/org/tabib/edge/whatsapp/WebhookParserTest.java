package org.tabib.edge.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.edge.whatsapp.WebhookItem.Echo;
import org.tabib.edge.whatsapp.WebhookItem.IdentityChange;
import org.tabib.edge.whatsapp.WebhookItem.Message;
import org.tabib.edge.whatsapp.WebhookItem.Notice;
import org.tabib.edge.whatsapp.WebhookItem.Preference;
import org.tabib.edge.whatsapp.WebhookItem.Quarantined;
import org.tabib.edge.whatsapp.WebhookItem.Status;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundContent;

class WebhookParserTest {
  private static final Address PHONE = new Address(Address.Kind.PHONE, "15550002222");
  private static final Address BSUID = new Address(Address.Kind.BSUID, "US.42");

  private static List<WebhookItem> change(String field, String value) {
    String json =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"w","changes":[{"field":"%s","value":{
        "metadata":{"phone_number_id":"1001"},%s}}]}]}"""
            .formatted(field, value);
    return ((Webhook) WebhookParser.parse(json.getBytes(StandardCharsets.UTF_8))).items();
  }

  private static WebhookItem message(String fields) {
    List<WebhookItem> items =
        change(
            "messages",
            "\"messages\":[{\"from\":\"15550002222\",\"id\":\"m\",\"timestamp\":\"5\","
                + fields
                + "}]");
    assertThat(items).hasSize(1);
    return items.getFirst();
  }

  private static WebhookItem status(String fields) {
    return change("messages", "\"statuses\":[{\"id\":\"m\",\"timestamp\":\"5\"," + fields + "}]")
        .getFirst();
  }

  static Stream<Arguments> contents() {
    return Stream.of(
        Arguments.of(
            "\"type\":\"voice\",\"voice\":{\"id\":\"77\"}",
            new InboundContent.Media("audio", "77", null, null, null, null, true)),
        Arguments.of(
            "\"type\":\"image\",\"image\":{\"id\":77}",
            new InboundContent.Media("image", "77", null, null, null, null, false)),
        Arguments.of(
            "\"type\":\"location\",\"location\":{\"latitude\":\"1.5\",\"longitude\":2}",
            new InboundContent.Location(1.5, 2, null, null)),
        Arguments.of(
            "\"type\":\"button\",\"button\":{\"text\":\"Yes\"}",
            new InboundContent.Choice("Yes", "Yes")),
        Arguments.of(
            "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"x\",\"emoji\":\"\"}",
            new InboundContent.Reaction("x", null)),
        Arguments.of(
            "\"type\":\"interactive\",\"interactive\":{\"nfm_reply\":{\"name\":\"address_message\","
                + "\"response_json\":\"[1,\\\"a\\\\u0000\\\"]\"}}",
            new InboundContent.Form("address_message", "[1,\"a\uFFFD\"]")),
        Arguments.of(
            "\"type\":\"interactive\",\"interactive\":{\"nfm_reply\":{\"response_json\":{\"a\":1}}}",
            new InboundContent.Form("flow", "{\"a\":1}")),
        Arguments.of(
            "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"x\",\"message\":"
                + "{\"type\":\"image\",\"image\":{\"id\":\"1\",\"caption\":\"c\"}}}",
            new InboundContent.Edit("x", "c")),
        Arguments.of(
            "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"x\"}",
            new InboundContent.Edit("x", null)),
        Arguments.of("\"type\":\"text\",\"text\":{\"body\":\"\"}", new InboundContent.Text("")));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void readsContentLeniently(String fields, InboundContent expected) {
    assertThat(((Message) message(fields)).message().content()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":\"text\"",
        "\"type\":\"text\",\"text\":{\"body\":7}",
        "\"type\":\"image\",\"image\":{}",
        "\"type\":\"image\",\"image\":{\"id\":\"../1\"}",
        "\"type\":\"location\",\"location\":{\"latitude\":91,\"longitude\":2}",
        "\"type\":\"location\",\"location\":{\"latitude\":\"north\",\"longitude\":2}",
        "\"type\":\"contacts\",\"contacts\":7",
        "\"type\":\"button\",\"button\":{}",
        "\"type\":\"reaction\",\"reaction\":{}",
        "\"type\":\"edit\",\"edit\":{}",
        "\"type\":\"revoke\""
      })
  void quarantinesKnownKindWithoutItsContent(String fields) {
    assertThat(((Quarantined) message(fields)).reason()).isEqualTo(QuarantineReason.BAD_CONTENT);
  }

  @ParameterizedTest
  @CsvSource({
    "system, system",
    "interactive, interactive",
    "poll_v2, unknown",
    "Évil<script>, unknown"
  })
  void keepsOtherKindsUnderAPlainName(String type, String kind) {
    Message read = (Message) message("\"type\":\"" + type + "\",\"system\":{\"type\":\"x\"}");
    assertThat(read.message().content())
        .isInstanceOfSatisfying(
            InboundContent.Other.class, other -> assertThat(other.kind()).isEqualTo(kind));
  }

  @Test
  void keepsFormThatIsNoJsonAsReceived() {
    Message read =
        (Message)
            message(
                "\"type\":\"interactive\",\"interactive\":{\"nfm_reply\":{\"response_json\":\"{\"}}");
    assertThat(read.message().content()).isInstanceOf(InboundContent.Other.class);
  }

  @Test
  void doesNotAnswerGroups() {
    assertThat(((Notice) message("\"group_id\":\"g\",\"type\":\"text\"")).kind())
        .isEqualTo(Notice.Kind.GROUP_MESSAGE);
  }

  @ParameterizedTest
  @CsvSource({"'1790000000000'", "'-1'", "'1e3'", "''"})
  void quarantinesTimesThatAreNoSeconds(String timestamp) {
    List<WebhookItem> items =
        change(
            "messages",
            "\"messages\":[{\"from\":\"15550002222\",\"id\":\"m\",\"timestamp\":\"%s\",\"type\":\"x\"}]"
                .formatted(timestamp));
    assertThat(items)
        .singleElement()
        .isInstanceOfSatisfying(
            Quarantined.class,
            q -> assertThat(q.reason()).isEqualTo(QuarantineReason.BAD_TIMESTAMP));
  }

  @ParameterizedTest
  @CsvSource({
    "+1 (555) 000-2222, PHONE, 15550002222",
    "US.42, BSUID, US.42",
    "US.ENT.42, BSUID, US.ENT.42"
  })
  void normalisesAddresses(String from, Address.Kind kind, String value) {
    List<WebhookItem> items =
        change(
            "messages",
            "\"messages\":[{\"from\":\"%s\",\"id\":\"m\",\"timestamp\":5,\"type\":\"request_welcome\"}]"
                .formatted(from));
    assertThat(((Message) items.getFirst()).sender().primary()).isEqualTo(new Address(kind, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "12", "1234567890123456", "us.42", "US.4/2"})
  void quarantinesSenderThatIsNoAddress(String from) {
    List<WebhookItem> items =
        change(
            "messages",
            "\"messages\":[{\"from\":\"%s\",\"id\":\"m\",\"timestamp\":5,\"type\":\"request_welcome\"}]"
                .formatted(from));
    assertThat(((Quarantined) items.getFirst()).reason()).isEqualTo(QuarantineReason.NO_SENDER);
  }

  @Test
  void findsNumberOfScopedIdOnTheContactCard() {
    List<WebhookItem> items =
        change(
            "messages",
            """
            "contacts":[{"wa_id":"15550009999"},{"wa_id":"15550002222","user_id":"US.42",
            "profile":{"name":"A"}}],"messages":[{"from_user_id":"US.42","id":"m","timestamp":5,
            "type":"request_welcome"}]""");
    assertThat(((Message) items.getFirst()).sender())
        .isEqualTo(new Sender(List.of(PHONE, BSUID), "A"));
  }

  @Test
  void readsOldFormOfNumberChange() {
    assertThat(
            message(
                """
                "type":"system","system":{"type":"customer_changed_number",
                "new_wa_id":"15550003333"}"""))
        .isEqualTo(
            new IdentityChange(
                "1001",
                IdentityChange.Cause.NUMBER_CHANGED,
                List.of(PHONE),
                List.of(new Address(Address.Kind.PHONE, "15550003333")),
                Instant.ofEpochSecond(5)));
  }

  @Test
  void quarantinesNumberChangeThatNamesNoNewAddress() {
    assertThat(message("\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\"}"))
        .isInstanceOf(Quarantined.class);
  }

  @ParameterizedTest
  @CsvSource({
    "demo.0190-aa/12, demo.0190-aa/12",
    "demo/x,",
    "/12,",
    "12,",
    "a/,",
    "a/1234567890123456789,"
  })
  void takesOnlyIdsOfOursForOurs(String echoed, String own) {
    Status read =
        (Status) status("\"status\":\"sent\",\"biz_opaque_callback_data\":\"" + echoed + "\"");
    assertThat(read.receipt().ownId()).isEqualTo(own);
  }

  @Test
  void readsFailureWithoutCode() {
    assertThat(((Status) status("\"status\":\"failed\"")).receipt().errorCode()).isNull();
    assertThat(
            ((Status) status("\"status\":\"failed\",\"errors\":[{\"code\":\"131026\"}]"))
                .receipt()
                .errorCode())
        .isEqualTo(131026);
  }

  @ParameterizedTest
  @CsvSource({"marketing_messages, resume, true", "marketing_messages, stop, false"})
  void readsMarketingPreference(String category, String value, boolean marketing) {
    assertThat(preference(category, value))
        .isEqualTo(new Preference("1001", List.of(BSUID), marketing, Instant.ofEpochSecond(5)));
  }

  @ParameterizedTest
  @CsvSource({"marketing_messages, signup", "utility_messages, stop"})
  void notesOtherPreferences(String category, String value) {
    assertThat(((Notice) preference(category, value)).kind())
        .isEqualTo(Notice.Kind.OTHER_PREFERENCE);
  }

  private static WebhookItem preference(String category, String value) {
    return change(
            "user_preferences",
            """
            "user_preferences":[{"user_id":"US.42","category":"%s","value":"%s","timestamp":5}]"""
                .formatted(category, value))
        .getFirst();
  }

  @Test
  void quarantinesItemsWithoutAccountOneByOne() {
    Parsed parsed =
        WebhookParser.parse(
            """
            {"object":"whatsapp_business_account","entry":{"id":1,"changes":{"field":"messages",
            "value":{"messages":[{"from":"1"},7]}}}}"""
                .getBytes(StandardCharsets.UTF_8));
    assertThat(((Webhook) parsed).items())
        .extracting(item -> ((Quarantined) item).reason())
        .containsExactly(QuarantineReason.NO_ACCOUNT, QuarantineReason.NOT_AN_OBJECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{} {}", "nul", "{\"a\":1e", "\u0000"})
  void keepsWhatIsNotOneDocument(String body) {
    assertThat(WebhookParser.parse(body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Parsed.Unreadable(QuarantineReason.UNPARSEABLE));
  }

  @Test
  void showsNothingPersonalInItsText() {
    for (String file : Fixtures.names()) {
      Parsed parsed = WebhookParser.parse(Fixtures.bytes(file));
      String text = parsed.toString();
      assertThat(text).doesNotContain("5511987650011", "Marina", "BR.77", "consulta", "Ravi");
      if (parsed instanceof Webhook webhook) {
        assertThat(webhook.turns().toString())
            .doesNotContain("5511987650011", "Marina", "BR.77", "consulta", "Ravi");
      }
    }
  }

  @Test
  void readsEchoContentLikeAMessage() {
    assertThat(
            change(
                    "smb_message_echoes",
                    """
                    "message_echoes":[{"to":"15550002222","id":"e","timestamp":"5","type":"text",
                    "text":{"body":"b"}}]""")
                .getFirst())
        .isInstanceOfSatisfying(
            Echo.class,
            echo -> assertThat(echo.message().content()).isEqualTo(new InboundContent.Text("b")));
  }
}
