package org.tabib.edge.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tabib.edge.whatsapp.WebhookItem.Echo;
import org.tabib.edge.whatsapp.WebhookItem.IdentityChange;
import org.tabib.edge.whatsapp.WebhookItem.IdentityChange.Cause;
import org.tabib.edge.whatsapp.WebhookItem.Message;
import org.tabib.edge.whatsapp.WebhookItem.Notice;
import org.tabib.edge.whatsapp.WebhookItem.Preference;
import org.tabib.edge.whatsapp.WebhookItem.Quarantined;
import org.tabib.edge.whatsapp.WebhookItem.Status;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;

/** Every expectation of the fixtures' INDEX.md that shows in what the parser reads. */
class FixtureParsingTest {
  private static final String ACCOUNT = "317754286419023";
  private static final Address PHONE = new Address(Address.Kind.PHONE, "5511987650011");
  private static final Address BSUID = new Address(Address.Kind.BSUID, "BR.7710459382216604");
  private static final Address USERNAME_ONLY =
      new Address(Address.Kind.BSUID, "BR.5530098172264411");
  private static final Address NEW_PHONE = new Address(Address.Kind.PHONE, "5511955550000");
  private static final Address NEW_BSUID = new Address(Address.Kind.BSUID, "BR.9988776655443322");
  private static final String TEMPLATE_MESSAGE =
      "wamid.HBgND8BF048BF51F42327BEE60F77C0C14FDC0AFD4B6AA==";

  private static List<WebhookItem> items(String number) {
    Parsed parsed = WebhookParser.parse(Fixtures.numbered(number));
    assertThat(parsed).isInstanceOf(Webhook.class);
    return ((Webhook) parsed).items();
  }

  private static <T extends WebhookItem> List<T> all(String number, Class<T> type) {
    List<WebhookItem> items = items(number);
    assertThat(items).hasOnlyElementsOfType(type);
    return items.stream().map(type::cast).toList();
  }

  private static List<InboundContent> contents(String number) {
    return all(number, Message.class).stream().map(m -> m.message().content()).toList();
  }

  /** messages, statuses, identity changes, echoes, preferences, notices, quarantined. */
  @ParameterizedTest
  @CsvSource({
    "01, 1, 0, 0, 0, 0, 0, 0", "02, 1, 0, 0, 0, 0, 0, 0", "03, 1, 0, 0, 0, 0, 0, 0",
    "04, 1, 0, 0, 0, 0, 0, 0", "05, 1, 0, 0, 0, 0, 0, 0", "06, 2, 0, 0, 0, 0, 0, 0",
    "07, 1, 0, 0, 0, 0, 0, 0", "08, 1, 0, 0, 0, 0, 0, 0", "09, 1, 0, 1, 0, 0, 0, 0",
    "10, 1, 0, 0, 0, 0, 0, 0", "11, 1, 0, 0, 0, 0, 0, 0", "12, 1, 0, 0, 0, 0, 0, 0",
    "13, 1, 0, 0, 0, 0, 0, 0", "14, 1, 0, 0, 0, 0, 0, 0", "15, 1, 0, 0, 0, 0, 0, 0",
    "16, 1, 0, 0, 0, 0, 0, 0", "17, 0, 0, 1, 0, 0, 0, 0", "18, 0, 0, 1, 0, 0, 0, 0",
    "19, 1, 0, 0, 0, 0, 0, 0", "20, 3, 0, 0, 0, 0, 0, 0", "21, 1, 0, 0, 0, 0, 0, 0",
    "22, 2, 0, 0, 0, 0, 0, 0", "23, 0, 1, 0, 0, 0, 0, 0", "24, 0, 3, 0, 0, 0, 0, 0",
    "25, 0, 1, 0, 0, 0, 0, 0", "26, 0, 1, 0, 0, 0, 0, 0", "27, 0, 3, 0, 0, 0, 0, 0",
    "28, 0, 2, 0, 0, 0, 2, 0", "29, 2, 1, 0, 0, 0, 0, 0", "30, 2, 0, 0, 0, 0, 0, 0",
    "31, 2, 0, 0, 0, 0, 0, 0", "32, 1, 0, 0, 0, 0, 0, 0", "33, 0, 0, 0, 0, 0, 1, 0",
    "34, 0, 0, 0, 0, 0, 1, 0", "35, 1, 0, 0, 0, 0, 1, 0", "36, 0, 0, 0, 0, 1, 0, 0",
    "37, 0, 0, 0, 0, 0, 1, 0", "38, 0, 0, 0, 0, 0, 2, 0", "39, 1, 0, 0, 0, 0, 0, 0",
    "40, 0, 0, 0, 1, 0, 0, 0", "41, 3, 0, 0, 0, 0, 0, 0", "42, 4, 0, 0, 0, 0, 0, 0",
    "44, 2, 0, 0, 0, 0, 0, 1", "50, 0, 0, 0, 0, 0, 0, 5", "51, 0, 0, 0, 0, 0, 7, 0",
    "52, 0, 0, 0, 0, 0, 1, 0", "53, 0, 0, 0, 0, 0, 1, 0", "56, 1, 0, 0, 0, 0, 0, 0",
    "57, 1, 0, 0, 0, 0, 0, 0", "58, 1, 0, 0, 0, 0, 0, 0", "59, 1, 0, 0, 0, 0, 0, 0",
    "60, 3, 0, 0, 0, 0, 0, 0", "61, 0, 0, 0, 0, 0, 1, 0", "65, 0, 1000, 0, 0, 0, 0, 0"
  })
  void findsEveryItem(
      String number,
      int messages,
      int statuses,
      int identityChanges,
      int echoes,
      int preferences,
      int notices,
      int quarantined) {
    List<WebhookItem> items = items(number);
    assertThat(
            Stream.of(
                    Message.class,
                    Status.class,
                    IdentityChange.class,
                    Echo.class,
                    Preference.class,
                    Notice.class,
                    Quarantined.class)
                .map(type -> (int) items.stream().filter(type::isInstance).count()))
        .containsExactly(
            messages, statuses, identityChanges, echoes, preferences, notices, quarantined);
  }

  @ParameterizedTest
  @CsvSource({"54, NOT_AN_OBJECT", "55, UNPARSEABLE", "62, UNPARSEABLE"})
  void keepsWholePayloadThatCannotBeRead(String number, QuarantineReason reason) {
    assertThat(WebhookParser.parse(Fixtures.numbered(number)))
        .isEqualTo(new Parsed.Unreadable(reason));
  }

  static Stream<Arguments> contentOfSingleMessages() {
    String sha = "q2yYbGQ0m1n4b3C6oWJv1rQ7p8x9Zt0uVwXyZaBcDeE=";
    return Stream.of(
        Arguments.of(
            "01",
            new InboundContent.Text("Bom dia! Quero confirmar minha consulta de quinta às 14h.")),
        Arguments.of("02", new InboundContent.Text("Oi, sou paciente nova")),
        Arguments.of(
            "03",
            new InboundContent.Media(
                "image", "1480220356012345", "image/jpeg", sha, "Exame de ontem", null, false)),
        Arguments.of(
            "04",
            new InboundContent.Media(
                "audio", "980011223344556", "audio/ogg; codecs=opus", sha, null, null, true)),
        Arguments.of(
            "05",
            new InboundContent.Media(
                "document",
                "880077665544332",
                "application/pdf",
                sha,
                "Guia do convênio",
                "guia convênio (1).pdf",
                false)),
        Arguments.of(
            "07",
            new InboundContent.Location(
                -23.561414, -46.655881, "Clínica Paulista", "Av. Paulista 1578, São Paulo")),
        Arguments.of("10", new InboundContent.Choice("appt:7f3c:confirm", "Confirmar")),
        Arguments.of("11", new InboundContent.Choice("slot:2026-11-26T14:00", "Qui 26/11 14:00")),
        Arguments.of(
            "12",
            new InboundContent.Form(
                "flow",
                "{\"flow_token\":\"intake-9b1\",\"full_name\":\"Marina Teixeira\","
                    + "\"dob\":\"1991-03-04\",\"consent\":true}")),
        Arguments.of("13", new InboundContent.Choice("REMIND_CANCEL_7f3c", "Cancelar")),
        Arguments.of("14", new InboundContent.Reaction(TEMPLATE_MESSAGE, "👍🏽")),
        Arguments.of("15", new InboundContent.Reaction(TEMPLATE_MESSAGE, null)),
        Arguments.of("21", new InboundContent.Text("Vi o anúncio")),
        Arguments.of("39", new InboundContent.Welcome()),
        Arguments.of("58", new InboundContent.Text("bad \uFFFD half")),
        Arguments.of("59", new InboundContent.Text("Olá, ação / <b>100%</b> @você")));
  }

  @ParameterizedTest
  @MethodSource("contentOfSingleMessages")
  void readsContent(String number, InboundContent expected) {
    assertThat(contents(number)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "16, order, KIT-01",
    "19, unsupported, 131051",
    "32, hologram, depth",
  })
  void keepsKindsWithoutPlaceOfTheirOwnAsReceived(String number, String kind, String part) {
    assertThat(contents(number))
        .singleElement(InstanceOfAssertFactories.type(InboundContent.Other.class))
        .satisfies(
            other -> {
              assertThat(other.kind()).isEqualTo(kind);
              assertThat(other.json()).contains(part);
            });
  }

  @Test
  void knowsSenderByNumberAndByScopedId() {
    Message message = all("01", Message.class).getFirst();
    assertThat(message.sender()).isEqualTo(new Sender(List.of(PHONE, BSUID), "Marina Teixeira"));
    assertThat(message.phoneNumberId()).isEqualTo(ACCOUNT);
    assertThat(message.wabaId()).isEqualTo("291840573120946");
    assertThat(message.message().id())
        .isEqualTo("wamid.HBgN628B49D96DCDE97A430DD4F597705899E09A968FAA==");
    assertThat(message.message().sentAt()).isEqualTo(Instant.ofEpochSecond(1_790_000_000));
  }

  @Test
  void keepsMessageOfPersonWithoutNumber() {
    assertThat(all("02", Message.class))
        .singleElement()
        .satisfies(
            m -> assertThat(m.sender()).isEqualTo(new Sender(List.of(USERNAME_ONLY), "Lia")));
  }

  @Test
  void keepsOrderOfBatch() {
    assertThat(contents("06"))
        .extracting(content -> ((InboundContent.Media) content).kind())
        .containsExactly("video", "sticker");
  }

  @Test
  void takesSharedCardsNotTheSendersOwn() {
    assertThat(contents("08"))
        .singleElement(InstanceOfAssertFactories.type(InboundContent.Contacts.class))
        .satisfies(
            cards ->
                assertThat(cards.json())
                    .startsWith("[")
                    .contains("João Neves", "Só Nome")
                    .doesNotContain("Marina"));
  }

  @Test
  void linksNumberThatWasAskedFor() {
    assertThat(items("09").getFirst()).isInstanceOf(Message.class);
    assertThat(items("09").getLast())
        .isEqualTo(
            new IdentityChange(
                ACCOUNT,
                Cause.NUMBER_SHARED,
                List.of(USERNAME_ONLY),
                List.of(new Address(Address.Kind.PHONE, "5511977770000")),
                Instant.ofEpochSecond(1_790_000_000)));
  }

  @Test
  void readsChangeOfNumber() {
    assertThat(all("17", IdentityChange.class))
        .containsExactly(
            new IdentityChange(
                ACCOUNT,
                Cause.NUMBER_CHANGED,
                List.of(PHONE),
                List.of(NEW_PHONE, NEW_BSUID),
                Instant.ofEpochSecond(1_790_000_000)));
  }

  @Test
  void readsChangeOfScopedId() {
    assertThat(all("18", IdentityChange.class))
        .containsExactly(
            new IdentityChange(
                ACCOUNT,
                Cause.USER_ID_CHANGED,
                List.of(BSUID),
                List.of(NEW_PHONE, NEW_BSUID),
                Instant.ofEpochSecond(1_790_000_001)));
  }

  @Test
  void takesNeitherForwardingNorProductQuestionForReply() {
    assertThat(all("20", Message.class))
        .extracting(message -> message.message().repliesTo())
        .containsOnlyNulls();
    assertThat(all("10", Message.class).getFirst().message().repliesTo())
        .isEqualTo("wamid.HBgN6776128287EF2CB8EAD79828E5B76F6EEFBD5537AA==");
  }

  @Test
  void readsEditAndRevocation() {
    assertThat(contents("22"))
        .containsExactly(
            new InboundContent.Edit(
                "wamid.HBgN628B49D96DCDE97A430DD4F597705899E09A968FAA==",
                "Quero confirmar para SEXTA às 14h."),
            new InboundContent.Revoke("wamid.HBgNB4C27708DF6C0676F33B54B914DDC9D4E29612C7AA=="));
  }

  @Test
  void doesNotTakeForeignCallbackDataForOurId() {
    assertThat(all("23", Status.class).getFirst().receipt().ownId()).isNull();
  }

  @Test
  void passesReceiptsOnInTheOrderOfThePayload() {
    assertThat(all("24", Status.class))
        .extracting(s -> s.receipt().status())
        .containsExactly(DeliveryStatus.READ, DeliveryStatus.SENT, DeliveryStatus.DELIVERED);
    assertThat(all("24", Status.class))
        .extracting(s -> s.receipt().at().getEpochSecond())
        .containsExactly(1_790_000_030L, 1_790_000_002L, 1_790_000_005L);
    assertThat(all("24", Status.class)).allMatch(s -> PHONE.equals(s.recipient()));
  }

  @Test
  void readsErrorCodeOfFailure() {
    Status failed = all("25", Status.class).getFirst();
    assertThat(failed.receipt().status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(failed.receipt().errorCode()).isEqualTo(131047);
  }

  @Test
  void readsFailureThatNamesNoNumber() {
    Status failed = all("26", Status.class).getFirst();
    assertThat(failed.recipient()).isEqualTo(USERNAME_ONLY);
    assertThat(failed.receipt().errorCode()).isEqualTo(131062);
  }

  @Test
  void readsDeliveryAfterFailure() {
    assertThat(all("27", Status.class))
        .extracting(s -> s.receipt().status())
        .containsExactly(DeliveryStatus.READ, DeliveryStatus.FAILED, DeliveryStatus.DELIVERED);
  }

  @Test
  void takesNoGroupForRecipientAndNotesUnknownStatuses() {
    List<WebhookItem> items = items("28");
    assertThat(((Status) items.get(0)).receipt().status()).isEqualTo(DeliveryStatus.PLAYED);
    assertThat(((Status) items.get(1)).recipient()).isNull();
    assertThat(items.subList(2, 4))
        .allSatisfy(
            item -> assertThat(((Notice) item).kind()).isEqualTo(Notice.Kind.UNKNOWN_STATUS));
  }

  @Test
  void keepsTenantsApart() {
    List<Turn> turns = new Webhook(items("29")).turns();
    assertThat(turns)
        .extracting(Turn::phoneNumberId, Turn::profileName, t -> t.messages().size())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ACCOUNT, "Marina Teixeira", 1),
            org.assertj.core.groups.Tuple.tuple("999888777666", "Ravi", 1));
    assertThat(turns.getFirst().statuses()).hasSize(1);
  }

  @Test
  void passesDuplicatesThrough() {
    assertThat(all("30", Message.class)).extracting(m -> m.message().id()).hasSize(2);
    assertThat(all("30", Message.class).stream().map(m -> m.message().id()).distinct()).hasSize(1);
  }

  @Test
  void ordersTurnByTheProvidersTime() {
    assertThat(new Webhook(items("31")).turns())
        .singleElement()
        .satisfies(
            turn ->
                assertThat(turn.messages())
                    .extracting(m -> ((InboundContent.Text) m.message().content()).body())
                    .containsExactly("1: quero remarcar", "2: pode ser às 15h?"));
  }

  @ParameterizedTest
  @CsvSource({
    "33, UNKNOWN_FIELD, quantum_update,",
    "34, ERROR, messages, 130429",
    "37, FIELD, message_template_status_update,",
    "52, FOREIGN_OBJECT, '',",
    "53, EMPTY, '',",
    "61, FIELD, message_template_status_update,"
  })
  void notesWhatIsForTheOperator(String number, Notice.Kind kind, String field, Integer code) {
    assertThat(all(number, Notice.class))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(kind);
              assertThat(notice.field()).isEqualTo(field);
              assertThat(notice.code()).isEqualTo(code);
            });
  }

  @Test
  void keepsHugeIntegersExact() {
    assertThat(all("61", Notice.class).getFirst().json()).contains("9223372036854775807");
    assertThat(all("37", Notice.class).getFirst().wabaId()).isEqualTo("291840573120946");
    assertThat(all("38", Notice.class))
        .extracting(Notice::field)
        .containsExactly("phone_number_quality_update", "account_update");
  }

  @Test
  void keepsInteractiveWithoutBody() {
    List<WebhookItem> items = items("35");
    assertThat(((Message) items.getFirst()).message().content())
        .isInstanceOfSatisfying(
            InboundContent.Other.class, o -> assertThat(o.kind()).isEqualTo("interactive"));
    assertThat(((Notice) items.getLast()).code()).isEqualTo(131000);
  }

  @Test
  void readsMarketingOptOut() {
    assertThat(all("36", Preference.class))
        .containsExactly(
            new Preference(
                ACCOUNT, List.of(PHONE, BSUID), false, Instant.ofEpochSecond(1_790_000_000)));
  }

  @Test
  void readsWhatStaffWroteFromTheApp() {
    assertThat(all("40", Echo.class))
        .singleElement()
        .satisfies(
            echo -> {
              assertThat(echo.to().addresses()).containsExactly(PHONE, BSUID);
              assertThat(echo.message().content())
                  .isEqualTo(new InboundContent.Text("respondi pelo celular"));
            });
    assertThat(new Webhook(items("40")).turns()).isEmpty();
  }

  @Test
  void keepsEveryScriptExactly() {
    assertThat(contents("41"))
        .extracting(content -> ((InboundContent.Text) content).body())
        .containsExactly(
            "👨‍👩‍👧‍👦🏳️‍🌈 família toda!",
            "أريد حجز موعد يوم الخميس الساعة ٣ مساءً",
            "मुझे गुरुवार को अपॉइंटमेंट चाहिए — క్షమించండి, தமிழ், বাংলা");
    assertThat(new Webhook(items("41")).turns())
        .extracting(Turn::profileName)
        .containsExactly("Marina Teixeira", "فاطمة", "राजेश");
  }

  @Test
  void replacesNulAndNothingElse() {
    assertThat(contents("42"))
        .extracting(content -> ((InboundContent.Text) content).body())
        .containsExactly(
            "S\u200bT\u200cO\u200dP",
            "PA\u202eRAC\u202c \u2066x\u2069\ufeff\u00ad",
            "\u200b\u2060\u3164",
            "nul:\uFFFD bell:\u0007 tab:\t nl:\n");
  }

  @Test
  void readsEveryKeyword() {
    assertThat(contents("43"))
        .hasOnlyElementsOfType(InboundContent.Text.class)
        .hasSizeGreaterThan(10);
    assertThat(contents("43").get(1)).isEqualTo(new InboundContent.Text("  stop. "));
  }

  @Test
  void quarantinesMediaIdThatWouldChangeAUrl() {
    assertThat(items("44").getLast())
        .isInstanceOfSatisfying(
            Quarantined.class,
            q -> {
              assertThat(q.reason()).isEqualTo(QuarantineReason.BAD_CONTENT);
              assertThat(q.json()).doesNotContain("\\u0000");
            });
    assertThat(((Message) items("44").getFirst()).message().content())
        .isEqualTo(
            new InboundContent.Text(
                "'; DROP TABLE messages;-- ${jndi:ldap://127.0.0.1/a} {{7*7}}"
                    + " <script>alert(1)</script>"));
  }

  @Test
  void namesWhyEachBadItemIsBad() {
    assertThat(all("50", Quarantined.class))
        .extracting(Quarantined::reason)
        .containsExactly(
            QuarantineReason.BAD_CONTENT,
            QuarantineReason.NO_SENDER,
            QuarantineReason.NOT_AN_OBJECT,
            QuarantineReason.NOT_AN_OBJECT,
            QuarantineReason.NOT_AN_OBJECT);
  }

  @Test
  void takesTheLastOfDuplicateKeys() {
    Message message = all("56", Message.class).getFirst();
    assertThat(message.phoneNumberId()).isEqualTo("111111111111111");
    assertThat(message.message().content()).isEqualTo(new InboundContent.Text("b"));
  }

  @Test
  void passesAccountOfNobodyOn() {
    assertThat(all("57", Message.class).getFirst().phoneNumberId()).isEqualTo("000000000000000");
  }

  @Test
  void replacesHalfOfASurrogatePairInNames() {
    assertThat(all("58", Message.class).getFirst().sender().profileName()).isEqualTo("x\uFFFD");
  }

  @Test
  void takesTimesFromPastAndFuture() {
    assertThat(all("60", Message.class))
        .extracting(m -> m.message().sentAt().getEpochSecond())
        .containsExactly(4_070_908_800L, 1_789_481_600L, 0L);
  }

  @Test
  void groupsLargestBatchByPerson() {
    List<Turn> turns = new Webhook(items("65")).turns();
    assertThat(turns).hasSize(334);
    assertThat(turns.stream().mapToInt(t -> t.statuses().size()).sum()).isEqualTo(1000);
  }
}
