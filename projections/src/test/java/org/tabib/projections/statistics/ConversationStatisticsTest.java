package org.tabib.projections.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.T0;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.dispatched;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.outbound;
import static org.tabib.projections.fixture.Happenings.receipt;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.started;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.EffectSettled;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationEvent.StaffSpoke;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.flow.Cursor;
import org.tabib.projections.fixture.Happenings;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.message.MessageLog;
import org.tabib.projections.statistics.Statistics.FlowUse;
import org.tabib.projections.statistics.Statistics.StepUse;
import org.tabib.projections.statistics.Statistics.Volume;

class ConversationStatisticsTest {
  private static TestDatabase database;
  private static StatisticsQueries queries;
  private final List<ConversationEvent> events = new ArrayList<>(List.of(started()));
  private long said;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    queries = new StatisticsQueries(database.database().jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute(
        "truncate read.message, read.conversation_pulse, read.flow_run, read.practice_count");
  }

  private static @Nullable Move move(@Nullable String flow, String step) {
    return new Move(flow == null ? null : new Cursor(flow, 1, step, 1), sealed("answers"));
  }

  private List<Outbound> out(int count) {
    return IntStream.range(0, count).mapToObj(i -> outbound(++said)).toList();
  }

  private void turn(long second, @Nullable Move move, int replies, Change... changes) {
    turn("text", second, move, replies, changes);
  }

  private void turn(String kind, long second, @Nullable Move move, int replies, Change... changes) {
    events.add(
        new TurnTaken(
            new Inbound("wamid." + second, kind, at(second).minusSeconds(2), sealed("in"), null),
            move,
            List.of(changes),
            out(replies),
            List.of(),
            at(second)));
  }

  private void booked(long second, @Nullable Move move, Change... changes) {
    events.add(
        new EffectSettled(
            "book",
            "done",
            move,
            List.of(changes),
            out(1),
            List.of(
                new Effect.OpenVisit(
                    "open",
                    "demo.visit",
                    Happenings.details("demo.p", "demo.d", Happenings.slot("demo.s", 1)),
                    sealed("p"),
                    sealed("c"),
                    List.of())),
            at(second)));
  }

  private static Change ended(String flow, String outcome) {
    return new Change.FlowEnded(flow, 1, outcome);
  }

  private void write() {
    database.write(
        List.of(new MessageLog(), new ConversationStatistics()),
        journal(CONVERSATION, 1, events.toArray(ConversationEvent[]::new)));
  }

  private static Statistics practice(@Nullable String flow, @Nullable String language) {
    return practice(flow, language, at(3600), ZoneOffset.UTC);
  }

  private static Statistics practice(
      @Nullable String flow, @Nullable String language, Instant now, ZoneId zone) {
    return queries.ofPractice(
        "demo",
        new StatisticsQueries.Range(
            T0.minus(Duration.ofDays(1)), T0.plus(Duration.ofDays(3)), flow, language, zone, now));
  }

  private static Statistics conversation(Instant now) {
    return queries.ofConversation(CONVERSATION, ZoneOffset.UTC, now);
  }

  @Test
  void countsMessagesByTheClinicsDaysDirectionAndKind() {
    turn(10, null, 1);
    turn("image", 20, null, 2);
    // 18:30 UTC is midnight in India; T0 is at 9:00 UTC.
    turn(34_200 + 10, null, 0);
    write();

    ZoneId india = ZoneId.of("Asia/Kolkata");
    LocalDate day = LocalDate.of(2026, 11, 2);
    assertThat(practice(null, null, at(0), india).messages())
        .containsExactly(
            new Volume(day, "in", "image", 1),
            new Volume(day, "in", "text", 1),
            new Volume(day, "out", "text", 3),
            new Volume(day.plusDays(1), "in", "text", 1))
        .isEqualTo(queries.ofConversation(CONVERSATION, india, at(0)).messages());
    assertThat(practice(null, null).crowdedTurns()).isEqualTo(1);
    assertThat(conversation(at(0)).crowdedTurns()).isEqualTo(1);
  }

  @Test
  void measuresHowLongPeopleWaitForBotAndStaff() {
    turn(10, null, 1);
    turn(20, null, 1);
    turn(30, null, 0);
    turn(50, null, 0);
    events.add(
        new StaffSpoke("c", new Outbound(++said, "text", sealed("out"), "staff-1"), at(148)));
    turn("reaction", 200, null, 0);
    turn(300, null, 1);
    write();

    for (Statistics numbers : List.of(practice(null, null), conversation(at(0)))) {
      Statistics.Responses bot = numbers.responses().get("bot");
      assertThat(bot.first().count()).isEqualTo(1);
      assertThat(bot.all().count()).isEqualTo(3);
      assertThat(bot.all().within(0.9)).isEqualTo(Duration.ofSeconds(2));
      Statistics.Responses staff = numbers.responses().get("staff");
      assertThat(staff.first().within(0.5))
          .as("from the first of several messages")
          .isEqualTo(Duration.ofSeconds(120));
    }
  }

  @Test
  void countsHowFarMessagesCame() {
    turn(10, null, 3);
    events.add(dispatched(1, 11));
    events.add(dispatched(2, 11));
    events.add(receipt(1, DeliveryStatus.DELIVERED, 12));
    events.add(receipt(1, DeliveryStatus.READ, 13));
    events.add(receipt(2, DeliveryStatus.FAILED, 13));
    write();

    assertThat(practice(null, null).delivery())
        .containsEntry("sent", 2L)
        .containsEntry("delivered", 1L)
        .containsEntry("read", 1L)
        .containsEntry("failed", 1L)
        .containsAllEntriesOf(conversation(at(0)).delivery());
  }

  @Test
  void countsWhatABookingCostsFromItsFlowsBeginning() {
    turn(1, move("menu", "choose"), 1, new Change.LanguageChosen("ta"));
    turn(10, move("booking", "name"), 1, ended("menu", "choose"));
    turn(20, move("booking", "age"), 1);
    turn(30, move("booking", "confirm"), 1);
    turn(40, move("booking", "book"), 0);
    booked(41, move(null, ""), ended("booking", "done"));
    write();

    for (Statistics numbers : List.of(practice("booking", "ta"), conversation(at(50)))) {
      assertThat(numbers.bookings()).isEqualTo(new Statistics.Bookings(1, 4.0, 4, 4));
    }
    assertThat(practice("booking", "ta").flows())
        .containsExactly(
            new FlowUse("booking", "ta", 1, 0, 0, List.of(new StepUse("done", 1, 0, 0))));
    assertThat(practice("menu", null).bookings().count()).isZero();
    assertThat(practice("booking", "hi").flows()).isEmpty();
  }

  @Test
  void tellsWhereFlowsAreLeft() {
    turn(1, move("booking", "name"), 1);
    turn(2, move("booking", "symptoms"), 1);
    turn(3, move("menu", "choose"), 1, ended("booking", "left-symptoms"));
    turn(4, move("booking", "name"), 1, ended("menu", "choose"));
    turn(5, move(null, ""), 1);
    write();

    FlowUse booking = practice("booking", null).flows().getFirst();
    assertThat(booking.steps())
        .containsExactly(new StepUse("name", 0, 1, 0), new StepUse("symptoms", 0, 1, 0));
    assertThat(booking.completionRate()).isZero();
  }

  @Test
  void takesAnInterruptedFlowThatIsReturnedToAsOne() {
    turn(1, move("booking", "name"), 1);
    turn(2, move("help", "topic"), 1);
    turn(3, move("booking", "age"), 1, ended("help", "done"));
    booked(4, move(null, ""), ended("booking", "done"));
    write();

    assertThat(practice("booking", null).bookings())
        .isEqualTo(new Statistics.Bookings(1, 4.0, 4, 4));
    assertThat(practice(null, null).flows().stream().map(FlowUse::left)).containsOnly(0L);
  }

  @Test
  void takesAnInterruptedFlowThatIsNotReturnedToAsLeft() {
    turn(1, move("menu", "choose"), 1);
    turn(2, move("help", "topic"), 1);
    turn(3, move("visits", "list"), 1, ended("help", "done"));
    write();

    assertThat(practice("menu", null).flows().getFirst().left()).isEqualTo(1);
    assertThat(practice("help", null).flows().getFirst().completed()).isEqualTo(1);
    assertThat(practice("visits", null).flows()).as("goes on").isEmpty();
  }

  @Test
  void takesAFlowAsSilentAfterADay() {
    turn(1, move("booking", "symptoms"), 1);
    write();

    assertThat(conversation(at(0).plus(Duration.ofDays(1))).flows()).isEmpty();
    for (Statistics numbers :
        List.of(
            conversation(at(2).plus(Duration.ofDays(1))),
            practice(null, null, at(2).plus(Duration.ofDays(1)), ZoneOffset.UTC))) {
      assertThat(numbers.flows().getFirst().steps())
          .containsExactly(new StepUse("symptoms", 0, 0, 1));
    }
  }

  @Test
  void countsNothingOfOtherPracticesAndTimes() {
    turn(1, move("booking", "symptoms"), 1);
    write();

    Statistics other =
        queries.ofPractice(
            "other",
            new StatisticsQueries.Range(T0, at(100), null, null, ZoneOffset.UTC, at(200_000)));
    Statistics later =
        queries.ofPractice(
            "demo",
            new StatisticsQueries.Range(
                at(1800), at(3600), null, null, ZoneOffset.UTC, at(200_000)));
    for (Statistics numbers : List.of(other, later)) {
      assertThat(numbers.messages()).isEmpty();
      assertThat(numbers.flows()).isEmpty();
      assertThat(numbers.responses()).isEmpty();
    }
  }
}
