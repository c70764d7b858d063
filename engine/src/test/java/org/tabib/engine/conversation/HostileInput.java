package org.tabib.engine.conversation;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.tabib.engine.delivery.InboundContent;

/** What people, and programs that pretend to be people, send. */
final class HostileInput {
  private static final List<String> WORDS =
      List.of(
          "hello",
          "hi",
          "book",
          "I agree",
          "yes",
          "no",
          "stop",
          "start",
          "menu",
          "back",
          "cancel",
          "help",
          "my visits",
          "human",
          "language",
          "more",
          "reschedule",
          "someone else",
          "for me",
          "Asha Verma",
          "34",
          "8 months",
          "female",
          "Fever and headache since two days",
          "severe chest pain",
          "Monday",
          "tomorrow",
          "1",
          "2",
          "9",
          "10",
          "0",
          "-1",
          "99999999999",
          "नमस्ते",
          "हाँ",
          "बुखार",
          "रद्द करें",
          "३४",
          "9:00 am",
          "Confirm",
          "Continue");

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "\n\t\r",
          "\u0000",
          "a\u0000b",
          "'; DROP TABLE event_journal; --",
          "%s%n%x%1$s",
          "{0} {patient} ${jndi:ldap://x}",
          "\u202Eabc\u202D\u200F",
          "\u200B\u200C\u200D\uFEFF",
          "مرحبا",
          "👨‍👩‍👧‍👦👍🏽",
          "x".repeat(4096),
          "नि".repeat(2048),
          "1|booking.slot|nonsense",
          "<script>alert(1)</script>",
          "*_~```",
          "9".repeat(400),
          "٣٤",
          "Z̸̡̢a̵l̷g̶o̴".repeat(30));

  private static final List<String> BROKEN =
      List.of("\uD83D", "\uDE00", "Asha \uD83D Verma", "\uDE00\uD83D", "x".repeat(4095) + "\uD83D");

  private HostileInput() {}

  /** Well-formed text, as the edge lets it through. */
  static Arbitrary<String> text() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of(WORDS)),
        Tuple.of(2, Arbitraries.of(HOSTILE)),
        Tuple.of(1, wellFormed()));
  }

  /** Every string that Java can hold. */
  static Arbitrary<String> anyText() {
    return Arbitraries.oneOf(text(), Arbitraries.of(BROKEN), Arbitraries.strings().ofMaxLength(60));
  }

  private static Arbitrary<String> wellFormed() {
    return Arbitraries.strings()
        .ofMaxLength(40)
        .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
  }

  /** Every kind of content, with such texts in it. */
  static Arbitrary<InboundContent> content(Arbitrary<String> texts) {
    return Arbitraries.frequencyOf(
        Tuple.of(10, texts.map(InboundContent.Text::new)), Tuple.of(3, rare(texts)));
  }

  private static Arbitrary<InboundContent> rare(Arbitrary<String> texts) {
    return Arbitraries.integers()
        .between(0, 9)
        .flatMap(
            kind ->
                texts.map(
                    t ->
                        switch (kind) {
                          case 0 -> new InboundContent.Choice(t, t);
                          case 1 -> new InboundContent.Choice("1|booking.slot|" + t, "9:00 am");
                          case 2 -> new InboundContent.Media("image", t, null, null, t, t, false);
                          case 3 -> new InboundContent.Location(91, Double.NaN, t, t);
                          case 4 -> new InboundContent.Contacts(t);
                          case 5 -> new InboundContent.Form(t, t);
                          case 6 -> new InboundContent.Reaction(t, t);
                          case 7 -> new InboundContent.Edit(t, t);
                          case 8 -> new InboundContent.Welcome();
                          default ->
                              t.length() % 2 == 0
                                  ? new InboundContent.Revoke(t)
                                  : new InboundContent.Other("unsupported", t);
                        }));
  }
}
