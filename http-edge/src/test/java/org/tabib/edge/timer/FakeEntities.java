package org.tabib.edge.timer;

import akka.actor.typed.ActorRef;
import akka.japi.function.Function;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.conversation.Notice;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.WaitingReply;

/** Entities that answer as the test says, and remember what they were told. */
final class FakeEntities implements TimerEntities {
  static final String CLINIC = "main";

  /** A notice and the conversation that it came to. */
  record Told(String conversation, Notice notice) {}

  private final Map<String, VisitReply> visits = new ConcurrentHashMap<>();
  private final List<VisitCommand> visitCommands = new CopyOnWriteArrayList<>();
  private final List<String> queuesAsked = new CopyOnWriteArrayList<>();
  private final List<QueueCommand> queueCommands = new CopyOnWriteArrayList<>();
  private final List<ReminderCommand> reminderCommands = new CopyOnWriteArrayList<>();
  private final List<WaitingCommand> waitingCommands = new CopyOnWriteArrayList<>();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final Semaphore silences = new Semaphore(0);
  private volatile @Nullable Refusal refusal;
  private volatile @Nullable QueueReply queue;
  private volatile @Nullable WaitingReply waiting;
  private volatile @Nullable ReminderReply reminder;
  private volatile Runnable whenReminded = () -> {};
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** A visit of somebody who booked in the conversation {@code conversation}. */
  static VisitReply.Current visit(
      String id, VisitStatus status, Instant start, @Nullable String conversation) {
    return new VisitReply.Current(
        id,
        status,
        new VisitDetails(
            "demo.patient",
            "demo.contact",
            conversation,
            "demo.doctor",
            CLINIC,
            new Slot("demo.schedule", start, Duration.ofMinutes(15)),
            "general",
            VisitDetails.BookedBy.PATIENT));
  }

  void has(VisitReply.Current visit) {
    visits.put(visit.visitId(), visit);
  }

  void queueSays(QueueReply reply) {
    queue = reply;
  }

  void waitingListSays(WaitingReply reply) {
    waiting = reply;
  }

  void reminderSays(ReminderReply reply) {
    reminder = reply;
  }

  /** What happens elsewhere while a reminder is asked. */
  void whileReminderIsAsked(Runnable what) {
    whenReminded = what;
  }

  void refuse(@Nullable Refusal why) {
    refusal = why;
  }

  /** The next so many questions to conversations are not answered. */
  void silent(int times) {
    silences.release(times);
  }

  /** Conversations take their time until the latch is open. */
  void waitFor(CountDownLatch latch) {
    gate = latch;
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  List<VisitCommand> visitCommands() {
    return new ArrayList<>(visitCommands);
  }

  List<String> queuesAsked() {
    return new ArrayList<>(queuesAsked);
  }

  List<QueueCommand> queueCommands() {
    return new ArrayList<>(queueCommands);
  }

  List<ReminderCommand> reminderCommands() {
    return new ArrayList<>(reminderCommands);
  }

  List<WaitingCommand> waitingCommands() {
    return new ArrayList<>(waitingCommands);
  }

  @Override
  public VisitReply visit(String id, Function<ActorRef<VisitReply>, VisitCommand> command)
      throws NoAnswer {
    visitCommands.add(command(command));
    VisitReply known = visits.get(id);
    return known != null
        ? known
        : new VisitReply.Refused(Refusal.notFound("visit-unknown", "there is no such visit"));
  }

  @Override
  public ConversationReply conversation(
      String id, Function<ActorRef<ConversationReply>, ConversationCommand> command)
      throws NoAnswer, InterruptedException {
    ConversationCommand.Notify asked = (ConversationCommand.Notify) command(command);
    gate.await();
    if (silences.tryAcquire()) {
      throw new NoAnswer(new TimeoutException());
    }
    Refusal why = refusal;
    if (why != null) {
      return new ConversationReply.Refused(why);
    }
    told.add(new Told(id, asked.notice()));
    return new ConversationReply.Said(id + "/1");
  }

  @Override
  public QueueReply queue(String id, Function<ActorRef<QueueReply>, QueueCommand> command)
      throws NoAnswer {
    queuesAsked.add(id);
    queueCommands.add(command(command));
    return reply(queue);
  }

  @Override
  public ReminderReply reminder(
      String id, Function<ActorRef<ReminderReply>, ReminderCommand> command) throws NoAnswer {
    reminderCommands.add(command(command));
    whenReminded.run();
    ReminderReply known = reminder;
    return known != null
        ? known
        : new ReminderReply.Refused(Refusal.unavailable("keys-unavailable", "try again"));
  }

  @Override
  public WaitingReply waitingList(
      String id, Function<ActorRef<WaitingReply>, WaitingCommand> command) throws NoAnswer {
    waitingCommands.add(command(command));
    return reply(waiting);
  }

  private static <R> R reply(@Nullable R reply) throws NoAnswer {
    if (reply == null) {
      throw new NoAnswer(new TimeoutException());
    }
    return reply;
  }

  private static <R, C> C command(Function<ActorRef<R>, C> command) throws NoAnswer {
    try {
      return command.apply(null);
    } catch (Exception e) {
      throw new NoAnswer(e);
    }
  }
}
