package org.tabib.projections.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.CONTACT;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.projections.fixture.KnownKeys;
import org.tabib.projections.run.Recorded;

/** What others are told: all of it by contract, nothing personal unless somebody wants it. */
class IntegrationEventsTest {
  private final KnownKeys keys = new KnownKeys();
  private final Samples samples = new Samples(keys);

  @Test
  void samplesHoldEveryKindOfJournaledEvent() {
    assertThat(classes(samples.conversation())).isEqualTo(permitted(ConversationEvent.class));
    assertThat(classes(samples.changes())).isEqualTo(permitted(Change.class));
    assertThat(classes(samples.visit())).isEqualTo(permitted(VisitEvent.class));
    assertThat(classes(samples.schedule())).isEqualTo(permitted(ScheduleEvent.class));
    assertThat(classes(samples.patient())).isEqualTo(permitted(PatientEvent.class));
    assertThat(classes(samples.practice())).isEqualTo(permitted(PracticeEvent.class));
    assertThat(classes(samples.queue())).isEqualTo(permitted(QueueEvent.class));
    assertThat(classes(samples.reminder())).isEqualTo(permitted(ReminderEvent.class));
    assertThat(classes(samples.waiting())).isEqualTo(permitted(WaitingEvent.class));
  }

  @Test
  void everyTypeIsPublishedBySomething() {
    assertThat(samples.published(Opening.CLOSED))
        .extracting(IntegrationEvent::type)
        .contains(EventType.values());
  }

  @Test
  void everyEventKeepsToItsSchemaClosedAndOpened() throws SQLException {
    for (Opening opening : List.of(Opening.CLOSED, opened())) {
      for (IntegrationEvent event : samples.published(opening)) {
        assertThat(Schemas.problems(event.type(), CloudEvents.value(event)))
            .as(event.type().type())
            .isEmpty();
      }
    }
  }

  @Test
  void schemasAreThoseOfTheTypesAndNoOthers() throws IOException {
    Set<String> expected =
        Stream.concat(
                Stream.of(EventType.values()).map(EventType::schemaResource),
                Stream.of("/events/envelope.v1.schema.json"))
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/events"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> "/events/" + file.getFileName()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    for (EventType type : EventType.values()) {
      JsonNode schema = Schemas.read(type.schemaResource());
      assertThat(schema.get("$id").asText()).isEqualTo(type.schema());
      assertThat(schema.get("title").asText()).isEqualTo(type.id());
      assertThat(schema.get("additionalProperties").asBoolean()).isFalse();
    }
  }

  @Test
  void nothingPersonalIsInClearByDefault() {
    assertThat(text(samples.published(Opening.CLOSED))).doesNotContain(Samples.PERSONAL);
  }

  @Test
  void everythingPersonalIsInClearWhenItIsWanted() throws SQLException {
    String all = text(samples.published(opened()));

    assertThat(Samples.PERSONAL).allSatisfy(planted -> assertThat(all).contains(planted));
  }

  @Test
  void erasedPeopleStayErased() throws SQLException {
    Samples before = samples;
    List<VisitEvent> visits = before.visit();
    List<PatientEvent> patients = before.patient();
    List<QueueEvent> tickets =
        before.queue().stream().filter(QueueEvent.TicketEvent.class::isInstance).toList();
    List<ReminderEvent> reminders = before.reminder();
    keys.destroy(Samples.PATIENT);
    List<IntegrationEvent> published = new ArrayList<>();
    published.addAll(
        Samples.map(visits, Samples.VISIT, VisitMapping::map, opening(visits, VisitMapping::map)));
    published.addAll(
        Samples.map(
            patients,
            Samples.PATIENT,
            PatientMapping::map,
            opening(patients, PatientMapping::map)));
    published.addAll(
        Samples.map(
            tickets, Samples.QUEUE, QueueMapping::map, opening(tickets, QueueMapping::map)));
    published.addAll(
        Samples.map(
            reminders,
            Samples.REMINDER,
            ReminderMapping::map,
            opening(reminders, ReminderMapping::map)));

    assertThat(text(published)).doesNotContain(Samples.PERSONAL);
    for (IntegrationEvent event : published) {
      assertThat(Schemas.problems(event.type(), CloudEvents.value(event))).isEmpty();
    }
  }

  @Test
  void aCallOutOfTurnIsTellableWithoutItsReason() {
    List<IntegrationEvent> calls =
        Samples.map(samples.queue(), Samples.QUEUE, QueueMapping::map, Opening.CLOSED).stream()
            .filter(event -> event.type() == EventType.TICKET_CALLED)
            .toList();

    assertThat(calls)
        .extracting(call -> ((EventData.TicketCalled) call.data()).outOfTurn())
        .containsExactly(true, false);
    assertThat(calls).extracting(IntegrationEvent::entityId).containsOnly(Samples.QUEUE);
    assertThat(calls).extracting(IntegrationEvent::practice).containsOnly("demo");
    assertThat(text(calls)).contains("\"label\":\"A7\"").doesNotContainIgnoringCase("pregnant");
  }

  @Test
  void keysAreFetchedOncePerBatch() throws SQLException {
    List<ConversationEvent> events = samples.conversation();
    List<Set<String>> asked = new ArrayList<>();
    Opening opening =
        PersonalOpening.of(
            recorded(events),
            ConversationMapping::map,
            people -> {
              asked.add(new HashSet<>(people));
              return keys.vaults(people);
            });
    Samples.map(events, CONVERSATION, ConversationMapping::map, opening);

    assertThat(asked).containsExactly(Set.of(CONTACT));
  }

  @Test
  void headersRepeatWhatConsumersRouteBy() {
    IntegrationEvent booked =
        samples.published(Opening.CLOSED).stream()
            .filter(event -> event.type() == EventType.VISIT_BOOKED)
            .findFirst()
            .orElseThrow();
    ProducerRecord<String, byte[]> record = CloudEvents.record("tabib.events.visit", booked);

    assertThat(record.key()).isEqualTo(Samples.VISIT);
    assertThat(record.timestamp()).as("of publication, not of the event").isNull();
    assertThat(header(record, "content-type")).startsWith("application/cloudevents+json");
    assertThat(header(record, "ce_type")).isEqualTo("org.tabib.visit.booked.v1");
    assertThat(header(record, "ce_id")).isEqualTo("visit/" + Samples.VISIT + "/1/0");
    assertThat(header(record, "ce_time")).isEqualTo(booked.at().toString());
    assertThat(header(record, "ce_practice")).isEqualTo("demo");
    assertThat(header(record, "schema-version")).isEqualTo("1");
    JsonNode event = Schemas.json(record.value());
    assertThat(event.get("id").asText()).isEqualTo(header(record, "ce_id"));
    assertThat(event.get("subject").asText()).isEqualTo(record.key());
  }

  @Property(tries = 200)
  void idsAreTheSameWheneverTheyAreMadeAndSequencesGrow(
      @ForAll("journals") List<ConversationEvent> journal) {
    List<IntegrationEvent> first =
        Samples.map(journal, CONVERSATION, ConversationMapping::map, Opening.CLOSED);
    List<IntegrationEvent> again =
        Samples.map(journal, CONVERSATION, ConversationMapping::map, Opening.CLOSED);

    assertThat(first).isEqualTo(again);
    assertThat(first).extracting(IntegrationEvent::id).doesNotHaveDuplicates();
    assertThat(first).extracting(IntegrationEvent::sequence).isSorted().doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<List<ConversationEvent>> journals() {
    return Arbitraries.of(new Samples(new KnownKeys()).conversation()).list().ofMaxSize(40);
  }

  /** With the keys of everybody whom the samples speak about. */
  private Opening opened() throws SQLException {
    List<ConversationEvent> conversation = samples.conversation();
    List<VisitEvent> visit = samples.visit();
    Opening contacts = opening(conversation, ConversationMapping::map);
    Opening patients = opening(visit, VisitMapping::map);
    Opening days = opening(samples.queue(), QueueMapping::map);
    return new Opening() {
      @Override
      public <T> T open(Private<T> value, Class<T> type) {
        return switch (value.subject()) {
          case CONTACT -> contacts.open(value, type);
          case Samples.DAY -> days.open(value, type);
          default -> patients.open(value, type);
        };
      }
    };
  }

  private <E> Opening opening(List<E> events, EventMapping<E> mapping) throws SQLException {
    return PersonalOpening.of(recorded(events), mapping, keys::vaults);
  }

  private static <E> List<Recorded<E>> recorded(List<E> events) {
    List<Recorded<E>> all = new ArrayList<>();
    for (E event : events) {
      all.add(new Recorded<>(Samples.QUEUE, all.size() + 1, event));
    }
    return all;
  }

  private static String text(List<IntegrationEvent> events) {
    return events.stream()
        .map(event -> CloudEvents.record("topic", event))
        .map(
            record ->
                record.key()
                    + record.headers()
                    + new String(record.value(), StandardCharsets.UTF_8)
                    + Stream.of(record.headers().toArray())
                        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                        .toList())
        .collect(Collectors.joining("\n"));
  }

  private static String header(ProducerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static Set<Class<?>> classes(List<?> all) {
    return all.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  private static Set<Class<?>> permitted(Class<?> vocabulary) {
    Set<Class<?>> all = new HashSet<>();
    for (Class<?> one : vocabulary.getPermittedSubclasses()) {
      if (one.isSealed()) {
        all.addAll(permitted(one));
      } else {
        all.add(one);
      }
    }
    return all;
  }
}
