package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One patient of a practice of their own, from the first hello to the end of a scene. They write
 * only after they were answered, and never again when a node dies: whatever goes on then goes on by
 * itself. The provider repeats what was not acknowledged.
 */
final class CrashStory {
  /** What the story is about; the crash falls into it and never before. */
  enum Scene {
    BOOK,
    MOVE,
    CANCEL,
    FILE,
    /** Staff book through the API, with no key to repeat it by, and never try again. */
    STAFF_BOOKS_ONCE,
    /** Staff book through the API and repeat it until they are answered. */
    STAFF_BOOKS,
    /** Staff move a visit through the API, and never try again. */
    STAFF_MOVES;

    boolean isStaffs() {
      return this == STAFF_BOOKS_ONCE || this == STAFF_BOOKS || this == STAFF_MOVES;
    }
  }

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);

  final String practice;
  final Scene scene;
  final List<String> messages = new ArrayList<>();
  private final String number;
  private final CrashWorld world;
  private final LocalDate day =
      LocalDate.now(ZoneId.of("Asia/Kolkata"))
          .plusDays(7)
          .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
  private boolean answered;
  private int heard;
  private int confirmed;

  CrashStory(CrashWorld world, String practice, String number, Scene scene) {
    this.world = world;
    this.practice = practice;
    this.number = number;
    this.scene = scene;
  }

  int heard() {
    return heard;
  }

  /** Whether staff heard that it was done. */
  boolean isAnswered() {
    return answered;
  }

  void play() throws Exception {
    if (scene.isStaffs()) {
      staff();
    } else {
      patient();
    }
    until(() -> world.isSettled(this));
  }

  private void staff() throws Exception {
    switch (scene) {
      case STAFF_BOOKS_ONCE -> {
        world.arm(practice);
        answered = asks("/appointments", booking(), null) == 201;
      }
      case STAFF_BOOKS -> {
        world.arm(practice);
        long started = System.nanoTime();
        while (!answered) {
          answered = asks("/appointments", booking(), "key") == 201;
          assertThat(System.nanoTime() - started).as("time until booked").isLessThan(PATIENCE);
        }
      }
      case STAFF_MOVES -> {
        assertThat(asks("/appointments", booking(), "key")).isEqualTo(201);
        world.arm(practice);
        String path = "/appointments/" + world.visitId(practice) + "/reschedule";
        answered = asks(path, "{\"start\": \"%s\"}".formatted(at(10)), null) == 200;
      }
      case BOOK, MOVE, CANCEL, FILE -> throw new IllegalStateException("a patient's");
    }
  }

  /** The answer's status; 0 when the node died over it. */
  private int asks(String path, String json, String key) throws Exception {
    int status = world.living(practice).staff(practice, path, json, key).orElse(0);
    assertThat(status).isIn(0, 200, 201, 503);
    return status;
  }

  private String booking() {
    return """
        {"doctorId": "%s.doctor", "start": "%s",
         "patient": {"new": {"name": "Asha", "age": 34, "sex": "female"}}}
        """
        .formatted(practice, at(9));
  }

  private String at(int hour) {
    return day + "T%02d:00:00+05:30".formatted(hour);
  }

  private void patient() throws Exception {
    if (scene == Scene.BOOK) {
      world.arm(practice);
    }
    book();
    until(() -> world.isBooked(practice));
    if (scene != Scene.BOOK) {
      until(() -> world.isSettled(practice));
      world.arm(practice);
    }
    switch (scene) {
      case BOOK -> {}
      case MOVE -> move();
      case CANCEL -> cancel();
      case FILE -> {
        sends(Webhooks.file("image", "4711", null, false));
        hears("Thank you");
      }
      case STAFF_BOOKS_ONCE, STAFF_BOOKS, STAFF_MOVES -> throw new IllegalStateException("staff's");
    }
  }

  private void book() throws Exception {
    says("Hi", "Do you agree?");
    taps("I agree", "How can I help you?");
    taps("Book a visit", "Who is the visit for?");
    taps("For me", "What is your full name?");
    says("Asha Verma", "34, or 8 months");
    says("34", "sex");
    taps("Female", "What is the problem?");
    says("Fever since two days", "can see");
    taps(last().options().getFirst(), "is free at these times");
    taps(last().options().getFirst(), "Please check and confirm");
    taps("Confirm", "Your appointment is confirmed");
  }

  private void visit() throws Exception {
    says("my visits", "Your upcoming visits");
    taps(last().options().getFirst(), "Asha Verma");
  }

  private void move() throws Exception {
    visit();
    taps("Other time", "is free at these times");
    taps(last().options().get(3), "Move your visit to this time?");
    taps("Yes, move it", "Your appointment is now booked for");
  }

  private void cancel() throws Exception {
    visit();
    taps("Cancel visit", "Really cancel the visit");
    taps("Yes, cancel it", "is cancelled");
  }

  private void says(String text, String answer) throws Exception {
    sends(Webhooks.text(text));
    hears(answer);
  }

  private void taps(String title, String answer) throws Exception {
    taps(
        last().options().stream()
            .filter(option -> option.title().equals(title))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no option " + title)),
        answer);
  }

  private void taps(FakeGraph.Option option, String answer) throws Exception {
    sends(Webhooks.tap(option));
    hears(answer);
  }

  private Telephones.Said last() {
    return world.telephones().once(practice).get(heard - 1);
  }

  private void sends(ObjectNode content) throws Exception {
    Webhooks.Message message = Webhooks.message(number, null, "Asha", content);
    messages.add(message.id());
    deliver(Webhooks.payload(List.of(message)));
  }

  /** Until a node acknowledges it. */
  private void deliver(byte[] body) throws Exception {
    byte[] ours =
        new String(body, UTF_8).replace(Webhooks.ACCOUNT, account(practice)).getBytes(UTF_8);
    long started = System.nanoTime();
    while (!world.living(practice).deliver(practice, ours)) {
      assertThat(System.nanoTime() - started).as("time until acknowledged").isLessThan(PATIENCE);
    }
  }

  static String account(String practice) {
    return "9" + practice.substring(4);
  }

  /** The next message; one that only says that it takes a moment is passed over. */
  private void hears(String words) throws Exception {
    do {
      int before = heard;
      until(() -> world.telephones().once(practice).size() > before);
      heard++;
      confirm();
    } while (last().text().startsWith("One moment"));
    assertThat(last().text()).contains(words);
  }

  private void until(BooleanSupplier condition) throws Exception {
    long started = System.nanoTime();
    while (!condition.getAsBoolean()) {
      confirm();
      assertThat(System.nanoTime() - started).as("time waited").isLessThan(PATIENCE);
      Thread.sleep(20);
    }
    confirm();
  }

  /** Receipts: the provider says of each message that it was sent, with our own identifier. */
  private void confirm() throws Exception {
    if (!world.withReceipts()) {
      return;
    }
    List<Telephones.Said> all = world.telephones().all(practice);
    for (; confirmed < all.size(); confirmed++) {
      Telephones.Said said = all.get(confirmed);
      deliver(
          Webhooks.status(
              new FakeGraph.Sent(said.wamid(), said.message().id(), number, null),
              "sent",
              java.time.Instant.now()));
    }
  }
}
