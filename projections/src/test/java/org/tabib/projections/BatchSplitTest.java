package org.tabib.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.CONTACT;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.dispatched;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.outbound;
import static org.tabib.projections.fixture.Happenings.receipt;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.started;
import static org.tabib.projections.fixture.Happenings.turn;
import static org.tabib.projections.fixture.Happenings.wrote;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.AddressChanged;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.EffectDeferred;
import org.tabib.engine.conversation.ConversationEvent.EffectSettled;
import org.tabib.engine.conversation.ConversationEvent.HandedBack;
import org.tabib.engine.conversation.ConversationEvent.LetterDropped;
import org.tabib.engine.conversation.ConversationEvent.LetterReplayed;
import org.tabib.engine.conversation.ConversationEvent.SendAbandoned;
import org.tabib.engine.conversation.ConversationEvent.SendDeferred;
import org.tabib.engine.conversation.ConversationEvent.StaffSpoke;
import org.tabib.engine.conversation.ConversationEvent.TakenOver;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.fixture.Happenings;
import org.tabib.projections.fixture.KnownKeys;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.fixture.Tickets;
import org.tabib.projections.run.EntityProjection;
import org.tabib.projections.run.Recorded;

/**
 * Rows depend on the events, never on how they were cut into batches or how often receipts came.
 */
class BatchSplitTest {
  private static final KnownKeys KEYS = new KnownKeys();
  private static final EntityProjection<ConversationEvent> MODELS = ReadModels.conversation(KEYS);
  private static TestDatabase database;

  @BeforeContainer
  static void open() {
    database = TestDatabase.create();
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  @Property(tries = 120)
  void anySplitOfAConversationGivesTheSameRows(@ForAll Random random) {
    List<Recorded<ConversationEvent>> events = conversation(random);
    sameRowsHoweverSplit(MODELS, events, random);
  }

  @Property(tries = 120)
  void anySplitOfVisitsGivesTheSameRows(@ForAll Random random) {
    List<Recorded<VisitEvent>> events = visits(random);
    sameRowsHoweverSplit(ReadModels.VISIT, events, random);
  }

  @Property(tries = 120)
  void anySplitOfAQueuesDayGivesTheSameRows(@ForAll Random random) {
    sameRowsHoweverSplit(ReadModels.QUEUE, queue(random), random);
  }

  private static List<Recorded<QueueEvent>> queue(Random random) {
    Tickets day = new Tickets(LocalDate.of(2026, 11, 23)).opened("08:00");
    for (int i = 0; i < 30; i++) {
      String time = "09:%02d".formatted(i);
      String label = "A" + random.nextInt(4);
      if (day.tickets().contains(label)) {
        step(day, time, label, random.nextInt(6));
      } else {
        day.issued(time, label, Urgency.values()[random.nextInt(4)]);
      }
      if (random.nextInt(8) == 0) {
        day.paused(time, random.nextBoolean() ? "general" : null);
      } else if (random.nextInt(8) == 0) {
        day.resumed(time, random.nextBoolean() ? "general" : null);
      }
    }
    return day.journal();
  }

  private static void step(Tickets day, String time, String label, int what) {
    switch (day.ticket(label).status()) {
      case WAITING -> {
        switch (what) {
          case 0 -> day.left(time, label, "went home");
          case 1 -> day.neared(time, label);
          case 2 -> day.issueUndone(time, label);
          default -> day.called(time, label, "1");
        }
      }
      case CALLED -> {
        switch (what) {
          case 0 -> day.recalled(time, label);
          case 1, 2 -> day.callUndone(time, label);
          case 3 -> day.missed(time, label);
          default -> day.started(time, label);
        }
      }
      case IN_SERVICE -> day.finished(time, label);
      case MISSED -> day.returned(time, label);
      case SERVED, LEFT -> {}
    }
  }

  @Property(tries = 120)
  void receiptsInAnyOrderAndNumberEndInTheLatticesMaximum(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int count) {
    List<DeliveryStatus> seen = new ArrayList<>();
    List<ConversationEvent> receipts = new ArrayList<>();
    DeliveryStatus highest = DeliveryStatus.QUEUED;
    for (int i = 0; i < count; i++) {
      DeliveryStatus status = DeliveryStatus.values()[1 + random.nextInt(5)];
      // One time per status, as a repeated receipt has: an order must not matter.
      receipts.add(receipt(1, status, 100 + status.ordinal()));
      seen.add(status);
      highest = highest.movesTo(status) ? status : highest;
    }
    empty(MODELS);
    write(MODELS, journal(CONVERSATION, 1, started(), turn("wamid.a", 1, 1)));
    for (List<Recorded<ConversationEvent>> batch :
        split(journal(CONVERSATION, 3, receipts.toArray(ConversationEvent[]::new)), random)) {
      write(MODELS, batch);
    }

    List<String> row =
        database.rows(
            """
            select status,
                   (sent_at is not null)::int, (failed_at is not null)::int,
                   (delivered_at is not null)::int, (read_at is not null)::int,
                   (played_at is not null)::int, coalesce(error_code, -1)
            from read.message where number = 1
            """);

    String expected =
        String.join(
            "|",
            String.valueOf(highest.ordinal()),
            flag(seen, DeliveryStatus.SENT),
            flag(seen, DeliveryStatus.FAILED),
            flag(seen, DeliveryStatus.DELIVERED),
            flag(seen, DeliveryStatus.READ),
            flag(seen, DeliveryStatus.PLAYED),
            seen.contains(DeliveryStatus.FAILED) ? "131026" : "-1");
    assertThat(row).containsExactly(expected);
  }

  private static String flag(List<DeliveryStatus> seen, DeliveryStatus status) {
    return seen.contains(status) ? "1" : "0";
  }

  private static <E> void sameRowsHoweverSplit(
      EntityProjection<E> projection, List<Recorded<E>> events, Random random) {
    empty(projection);
    write(projection, events);
    Map<String, List<String>> atOnce = contents(projection);

    empty(projection);
    split(events, random).forEach(batch -> write(projection, batch));
    assertThat(contents(projection)).as("random batches").isEqualTo(atOnce);

    empty(projection);
    events.forEach(event -> write(projection, List.of(event)));
    assertThat(contents(projection)).as("one by one").isEqualTo(atOnce);
  }

  private static <E> void write(EntityProjection<E> projection, List<Recorded<E>> batch) {
    database.write(projection.models(), batch);
  }

  private static void empty(EntityProjection<?> projection) {
    projection.tables().forEach(table -> database.execute("delete from " + table));
  }

  private static Map<String, List<String>> contents(EntityProjection<?> projection) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String table : projection.tables()) {
      all.put(table, database.rows("select * from " + table).stream().sorted().toList());
    }
    return all;
  }

  private static <E> List<List<Recorded<E>>> split(List<Recorded<E>> events, Random random) {
    List<List<Recorded<E>>> batches = new ArrayList<>();
    int from = 0;
    while (from < events.size()) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(5));
      batches.add(events.subList(from, to));
      from = to;
    }
    return batches;
  }

  private static List<Recorded<ConversationEvent>> conversation(Random random) {
    List<ConversationEvent> events = new ArrayList<>(List.of(started()));
    long said = 0;
    int effects = 0;
    for (int second = 1; second < 25; second++) {
      // Nothing is heard of a message or an effect before it was decided.
      int kind = said == 0 ? 0 : random.nextInt(16);
      long any = said == 0 ? 0 : 1 + random.nextLong(said);
      switch (effects == 0 && kind == 7 ? 2 : kind) {
        case 0, 1 -> events.add(turn("wamid." + second, second, ++said));
        case 2 ->
            events.add(
                turn(
                    "wamid." + second,
                    second,
                    List.of(change(random)),
                    List.of(Happenings.cancelVisit("e" + effects++)),
                    ++said,
                    ++said));
        case 3 -> events.add(dispatched(any, second));
        case 4 -> events.add(receipt(any, DeliveryStatus.values()[1 + random.nextInt(5)], second));
        case 5 -> events.add(new SendDeferred(any, 1, 130429, at(second + 60), at(second)));
        case 6 ->
            events.add(
                random.nextBoolean()
                    ? new SendAbandoned(any, 131026, at(second))
                    : new SendAbandoned(
                        any, 0, at(second), 18, "policy-spent", at(second - 1), any - 1));
        case 13 ->
            events.add(new LetterReplayed(any, "command", "staff", outbound(++said), at(second)));
        case 14 -> events.add(new LetterDropped(any, "command", "outdated", "staff", at(second)));
        case 7 ->
            events.add(
                new EffectSettled(
                    "e" + random.nextInt(effects),
                    "done",
                    null,
                    List.of(change(random)),
                    List.of(outbound(++said)),
                    List.of(),
                    at(second)));
        case 8 ->
            events.add(
                new StaffSpoke(
                    "command",
                    new ConversationEvent.Outbound(
                        ++said,
                        "text",
                        KEYS.seal(CONTACT, new OutboundContent.Text("rest until " + second)),
                        "staff"),
                    at(second)));
        case 11, 12 -> events.add(wrote("wamid." + second, second, content(random, second)));
        case 9 ->
            events.add(
                random.nextBoolean()
                    ? new TakenOver("staff", at(second))
                    : new HandedBack("staff", at(second)));
        case 10 -> files(events, random, second);
        default -> events.add(new AddressChanged(sealed("to " + second), at(second)));
      }
    }
    return journal(CONVERSATION, 1, events.toArray(ConversationEvent[]::new));
  }

  /** A file that is owed, perhaps put off, perhaps joins a visit, and is kept or refused. */
  private static void files(List<ConversationEvent> events, Random random, int second) {
    String id = "file-" + second;
    events.add(
        turn("wamid." + second, second, List.of(), List.of(Happenings.fetchMedia(id, null))));
    if (random.nextBoolean()) {
      events.add(new EffectDeferred(id, 1, "http-503", at(second + 60), at(second)));
    }
    if (random.nextBoolean()) {
      events.add(
          Happenings.settled(
              "book-" + second, second, new Change.FilesAdded("demo.visit", List.of(id))));
    }
    if (random.nextBoolean()) {
      events.add(
          Happenings.settled(
              id,
              second,
              random.nextBoolean()
                  ? new Change.FileKept(id, "image/png", second, "00ff", "demo/" + id)
                  : new Change.FileRefused(id, "expired")));
    }
  }

  /** Texts, and edits and revocations of earlier and of later messages. */
  private static Private<InboundContent> content(Random random, int second) {
    String other = "wamid." + (second - 4 + random.nextInt(6));
    return KEYS.seal(
        CONTACT,
        switch (random.nextInt(4)) {
          case 0 -> new InboundContent.Edit(other, "changed at " + second);
          case 1 -> new InboundContent.Edit(other, null);
          case 2 -> new InboundContent.Revoke(other);
          default -> new InboundContent.Text("written at " + second);
        });
  }

  private static Change change(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> new Change.LanguageChosen("hi");
      case 1 -> new Change.ConsentGiven("2026-10");
      case 2 -> new Change.ConsentWithdrawn();
      case 5 -> new Change.FlowEnded("book", 3, random.nextBoolean() ? "done" : "left-ask");
      case 6 -> new Change.FlowEnded("menu", 1, "choose");
      case 3 -> new Change.EmergencySeen("chest-pain");
      default -> new Change.HumanCalled("asked");
    };
  }

  private static List<Recorded<VisitEvent>> visits(Random random) {
    List<Recorded<VisitEvent>> events = new ArrayList<>();
    Map<String, Slot> open = new LinkedHashMap<>();
    List<Map.Entry<String, Slot>> owed = new ArrayList<>();
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (int second = 1; second < 30; second++) {
      String visit = "demo.visit-" + random.nextInt(3);
      Slot slot = open.get(visit);
      VisitEvent event = null;
      if (slot == null && !numbers.containsKey(visit)) {
        Slot first = Happenings.slot("demo.schedule-1", random.nextInt(4));
        open.put(visit, first);
        event =
            new VisitEvent.VisitOpened(
                Happenings.details("demo.patient", "demo.doctor", first), sealed("c"), at(second));
      } else if (slot != null) {
        switch (random.nextInt(4)) {
          case 0 -> event = new VisitEvent.VisitConfirmed(at(second));
          case 1 -> {
            Slot next = Happenings.slot("demo.schedule-" + random.nextInt(2), random.nextInt(4));
            events.add(
                new Recorded<>(
                    visit,
                    numbers.merge(visit, 1L, Long::sum),
                    new VisitEvent.SlotWanted(next, at(second))));
            event =
                new VisitEvent.VisitRescheduled(
                    "demo.doctor-2", "main", next, slot, VisitCommand.By.STAFF, at(second));
            owed.add(Map.entry(visit, slot));
            open.put(visit, next);
          }
          case 2 -> {
            event =
                new VisitEvent.VisitCancelled(
                    VisitCommand.By.PATIENT, sealed("because"), at(second));
            owed.add(Map.entry(visit, slot));
            open.remove(visit);
          }
          default -> {}
        }
      }
      if (event == null && !owed.isEmpty()) {
        Map.Entry<String, Slot> paid = owed.remove(random.nextInt(owed.size()));
        visit = paid.getKey();
        event = new VisitEvent.SlotGivenBack(paid.getValue(), at(second));
      }
      if (event != null) {
        events.add(new Recorded<>(visit, numbers.merge(visit, 1L, Long::sum), event));
      }
    }
    return events;
  }
}
