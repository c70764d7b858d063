package org.tabib.edge.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.edge.kafka.InboundEvent.BookedElsewhere;
import org.tabib.edge.kafka.InboundEvent.CancelledElsewhere;
import org.tabib.edge.kafka.InboundEvent.DemographicsChanged;
import org.tabib.edge.kafka.InboundEvent.Identifier;

/** What other systems may send is what the schemas and the document say. */
class InboundReaderTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)\n```");
  private final InboundReader reader = new InboundReader();

  @Test
  void readsTheDocumentsExamples() throws IOException {
    List<InboundEvent> examples = examples();

    assertThat(examples)
        .extracting(Object::getClass)
        .containsExactly(
            (Class) BookedElsewhere.class, CancelledElsewhere.class, DemographicsChanged.class);
    BookedElsewhere booked = (BookedElsewhere) examples.getFirst();
    assertThat(booked.visit()).isEqualTo(new Identifier("https://his.example/visits", "A-17"));
    assertThat(booked.start()).isEqualTo(Instant.parse("2026-11-23T03:50:00Z"));
    assertThat(booked.profile().birthDate()).isEqualTo(LocalDate.of(1992, 5, 1));
    assertThat(booked.specialty()).isNull();
    assertThat(booked.origin().id()).isEqualTo("5f1c");
    assertThat(booked.toString()).doesNotContain("Asha");
  }

  @Test
  void derivedIdsDependOnTheIdentifierAlone() throws IOException {
    List<InboundEvent> examples = examples();
    BookedElsewhere booked = (BookedElsewhere) examples.get(0);
    CancelledElsewhere cancelled = (CancelledElsewhere) examples.get(1);
    DemographicsChanged changed = (DemographicsChanged) examples.get(2);

    assertThat(ElsewhereIds.visit("sehat", booked.visit()))
        .isEqualTo(ElsewhereIds.visit("sehat", cancelled.visit()))
        .isNotEqualTo(ElsewhereIds.visit("other", cancelled.visit()))
        .startsWith("sehat.");
    assertThat(ElsewhereIds.patient("sehat", booked.patient()))
        .isEqualTo(ElsewhereIds.patient("sehat", changed.patient()));
    assertThat(ElsewhereIds.visit("sehat", new Identifier("a", "bc")))
        .isNotEqualTo(ElsewhereIds.visit("sehat", new Identifier("ab", "c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"doctorId\":\"dr-rao\"             | \"doctorId\":7          | schema | /data/doctorId: type",
        "\"doctorId\":\"dr-rao\",            |                         | schema | /data: required doctorId",
        "2026-11-23T09:20:00+05:30           | tomorrow, Secret Name   | schema | /data/start: format",
        "2026-11-20T08:00:00Z                | yesterday               | schema | /time: format",
        "\"sex\":\"female\"                  | \"sex\":\"Secret Name\" | schema | /data/patient/profile/sex: enum",
        "\"complaint\"                       | \"Secret Name\"         | schema | /data: additionalProperties",
        "\"value\":\"P-4\"                   | \"value\":\"\"          | schema | /data/patient/identifier/value: minLength",
        "booked-elsewhere.v1                 | booked-elsewhere.v2     | schema | /type: enum",
        "\"practice\":\"sehat\",             |                         | schema | required practice",
        "\"specversion\":\"1.0\"             | \"specversion\":\"0.3\" | schema | /specversion: const",
      })
  void refusesWhatBreaksTheSchemaAndNamesThePlaceWithoutQuotingIt(
      String found, String instead, String reason, String detail) throws IOException {
    String good = documented().getFirst();
    assertThat(good).contains(found);
    String bad = good.replace(found, instead == null ? "" : instead);

    assertThatThrownBy(() -> reader.read(bytes(bad)))
        .isInstanceOfSatisfying(
            Unusable.Failure.class,
            failure -> {
              assertThat(failure.why().reason()).isEqualTo(reason);
              assertThat(failure.why().detail()).contains(detail).doesNotContain("Secret");
            });
  }

  @Test
  void refusesWhatIsNoJsonOrNoValueAtAll() throws IOException {
    String good = documented().getFirst();
    for (byte[] bad :
        new byte[][] {
          null, {}, bytes("Secret Name"), bytes(good + "{}"), bytes("{\"id\":1,\"id\":2}")
        }) {
      assertThatThrownBy(() -> reader.read(bad))
          .isInstanceOfSatisfying(
              Unusable.Failure.class,
              failure -> assertThat(failure.why().reason()).isIn("unparseable", "schema"));
    }
  }

  @Property(tries = 200)
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
    assertThatThrownBy(() -> reader.read(bytes)).isInstanceOf(Unusable.Failure.class);
  }

  private List<InboundEvent> examples() throws IOException {
    return documented().stream().map(text -> reader.read(bytes(text))).toList();
  }

  private static List<String> documented() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "events.md"));
    return EXAMPLE
        .matcher(document.substring(document.indexOf("## Events of other systems")))
        .results()
        .map(example -> example.group(1))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
