package org.tabib.edge.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationState;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.engine.schedule.ScheduleState;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitState;
import org.tabib.engine.visit.VisitStatus;

/** What outlives the nodes: the provider, the patients, and what became durable. */
final class CrashWorld {
  /** What is in the journal, as it was written: practice → persistence id → events. */
  private final Map<String, Map<String, List<Object>>> journal = new ConcurrentHashMap<>();

  private final Telephones telephones = new Telephones();
  private final Jdbi readModels;
  private final boolean receipts;
  private CrashNode node;
  private Guillotine guillotine;

  CrashWorld(Jdbi readModels, boolean receipts) {
    this.readModels = readModels;
    this.receipts = receipts;
  }

  Telephones telephones() {
    return telephones;
  }

  /** Whether the provider tells what it sent, with our own identifier. */
  boolean withReceipts() {
    return receipts;
  }

  /** Another node takes over: whoever waits goes on. */
  synchronized void lives(CrashNode next, Guillotine over) {
    node = next;
    guillotine = over;
    notifyAll();
  }

  /** The node to which the practice is alive; waits for the next one when it is dead to this. */
  synchronized CrashNode living(String practice) throws InterruptedException {
    while (node == null || node.isDead(practice)) {
      wait(100);
    }
    return node;
  }

  synchronized void arm(String practice) {
    guillotine.arm(practice);
  }

  // ── what is durable ───────────────────────────────────────────────────────────────────────────

  void written(String practice, String persistenceId, List<Object> events) {
    journal
        .computeIfAbsent(practice, p -> new ConcurrentHashMap<>())
        .computeIfAbsent(persistenceId, p -> new CopyOnWriteArrayList<>())
        .addAll(events);
  }

  /** Events of the practice's entities of a type, one list for each entity. */
  List<List<Object>> entities(String practice, String type) {
    List<List<Object>> found = new ArrayList<>();
    journal
        .getOrDefault(practice, Map.of())
        .forEach(
            (id, events) -> {
              if (id.startsWith(type + "|")) {
                found.add(List.copyOf(events));
              }
            });
    return found;
  }

  <E> Stream<E> events(String practice, Class<E> type) {
    return journal.getOrDefault(practice, Map.of()).values().stream()
        .flatMap(List::stream)
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static boolean isPaid(List<Object> events) {
    ConversationState state = ConversationState.EMPTY;
    for (Object event : events) {
      state = state.apply((ConversationEvent) event);
    }
    return state.outbox().isEmpty() && state.owed().isEmpty();
  }

  String visitId(String practice) {
    return journal.get(practice).keySet().stream()
        .filter(id -> id.startsWith("Visit|"))
        .map(id -> id.substring("Visit|".length()))
        .findFirst()
        .orElseThrow();
  }

  List<VisitState> visits(String practice) {
    return entities(practice, "Visit").stream()
        .map(
            events -> {
              VisitState state = VisitState.unopened("");
              for (Object event : events) {
                state = state.apply((VisitEvent) event);
              }
              return state;
            })
        .toList();
  }

  ScheduleState schedule(String practice) {
    ScheduleState state = ScheduleState.undefined("");
    for (Object event : entities(practice, "DoctorSchedule").getFirst()) {
      state = state.apply((ScheduleEvent) event);
    }
    return state;
  }

  /** The visit is open, and the lists that the patient asks for show it. */
  boolean isBooked(String practice) {
    return events(practice, VisitEvent.VisitOpened.class).findAny().isPresent()
        && readModels.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select exists(select from read.appointment where conversation_id = ?)")
                    .bind(0, conversationId(practice))
                    .mapTo(Boolean.class)
                    .one());
  }

  String conversationId(String practice) {
    return journal.getOrDefault(practice, Map.of()).keySet().stream()
        .filter(id -> id.startsWith("Conversation|"))
        .map(id -> id.substring("Conversation|".length()))
        .findFirst()
        .orElse("");
  }

  /** What the scene is about has happened, and nobody owes anything. */
  boolean isSettled(CrashStory story) {
    return isSettled(story.practice)
        && switch (story.scene) {
          case BOOK, STAFF_BOOKS_ONCE, STAFF_BOOKS, STAFF_MOVES -> true;
          case MOVE -> events(story.practice, VisitEvent.SlotGivenBack.class).findAny().isPresent();
          case CANCEL -> visits(story.practice).getFirst().status() == VisitStatus.CANCELLED;
          case FILE ->
              events(story.practice, ConversationEvent.EffectSettled.class)
                  .anyMatch(
                      settled ->
                          settled.changes().stream()
                              .anyMatch(ConversationEvent.Change.FileKept.class::isInstance));
        };
  }

  boolean isSettled(String practice) {
    return entities(practice, "Conversation").stream().allMatch(CrashWorld::isPaid)
        && visits(practice).stream().allMatch(visit -> visit.owed().isEmpty());
  }
}
