package org.tabib.projections.owed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.Effect;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Unnest;

/**
 * Fills {@code read.owed_by_conversation}. A debt is made once, by the event that decides it (an
 * outbound message, an effect), and settled once; one that does both within a batch is never
 * written, which is the usual case. Because a debt's name is never used again, the rows after any
 * split into batches are exactly the debts that the journal leaves open.
 */
public final class ConversationDebts implements ReadModel<ConversationEvent> {
  private static final String OWE =
      """
      insert into read.owed_by_conversation (conversation_id, debt, owed_since, due_at)
      select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
      """;
  private static final String DEFER =
      """
      update read.owed_by_conversation o set due_at = c.due_at
      from unnest(?::text[], ?::text[], ?::timestamptz[]) as c (conversation_id, debt, due_at)
      where o.conversation_id = c.conversation_id and o.debt = c.debt
      """;
  private static final String SETTLE =
      """
      delete from read.owed_by_conversation o
      using unnest(?::text[], ?::text[]) as c (conversation_id, debt)
      where o.conversation_id = c.conversation_id and o.debt = c.debt
      """;

  /** Something that a conversation owes. */
  record Debt(String conversationId, String name) {}

  /**
   * What became of a debt within the batch.
   *
   * @param madeAt when this batch made it; none when it was there before
   * @param dueAt when it may be tried again, as far as this batch says
   */
  record Fate(Debt debt, @Nullable Instant madeAt, @Nullable Instant dueAt, boolean settled) {}

  @Override
  public void write(Connection connection, List<Recorded<ConversationEvent>> batch)
      throws SQLException {
    List<Fate> fates = fold(batch);
    Unnest.<Fate>over(
            connection,
            OWE,
            fates.stream().filter(f -> f.madeAt() != null && !f.settled()).toList())
        .text(f -> f.debt().conversationId())
        .text(f -> f.debt().name())
        .time(Fate::madeAt)
        .time(f -> f.dueAt() == null ? f.madeAt() : f.dueAt())
        .execute();
    Unnest.<Fate>over(
            connection,
            DEFER,
            fates.stream()
                .filter(f -> f.madeAt() == null && f.dueAt() != null && !f.settled())
                .toList())
        .text(f -> f.debt().conversationId())
        .text(f -> f.debt().name())
        .time(Fate::dueAt)
        .execute();
    Unnest.<Fate>over(
            connection,
            SETTLE,
            fates.stream().filter(f -> f.madeAt() == null && f.settled()).toList())
        .text(f -> f.debt().conversationId())
        .text(f -> f.debt().name())
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.owed_by_conversation");
  }

  static List<Fate> fold(List<Recorded<ConversationEvent>> batch) {
    Ledger ledger = new Ledger();
    for (Recorded<ConversationEvent> recorded : batch) {
      String id = recorded.entityId();
      switch (recorded.event()) {
        case ConversationEvent.TurnTaken turn -> {
          ledger.owe(id, turn.outbound(), turn.owed(), turn.at());
          turn.withdrawn().forEach(number -> ledger.settle(new Debt(id, message(number))));
        }
        case ConversationEvent.EffectSettled settled -> {
          ledger.settle(new Debt(id, effect(settled.effectId())));
          ledger.owe(id, settled.outbound(), settled.owed(), settled.at());
          settled.withdrawn().forEach(number -> ledger.settle(new Debt(id, message(number))));
        }
        case ConversationEvent.StaffSpoke spoke ->
            ledger.owe(id, List.of(spoke.outbound()), List.of(), spoke.at());
        case ConversationEvent.Delayed delayed ->
            ledger.owe(id, List.of(delayed.outbound()), List.of(), delayed.at());
        case ConversationEvent.Notified notified ->
            ledger.owe(id, List.of(notified.outbound()), List.of(), notified.at());
        case ConversationEvent.NoticesLapsed lapsed ->
            lapsed.numbers().forEach(number -> ledger.settle(new Debt(id, message(number))));
        case ConversationEvent.LetterReplayed replayed ->
            ledger.owe(id, List.of(replayed.outbound()), List.of(), replayed.at());
        case ConversationEvent.LetterDropped dropped -> {}
        // Sent already, on the phone.
        case ConversationEvent.StaffEchoed echoed -> {}
        case ConversationEvent.Dispatched sent ->
            ledger.settle(new Debt(id, message(sent.number())));
        case ConversationEvent.SendAbandoned abandoned ->
            ledger.settle(new Debt(id, message(abandoned.number())));
        case ConversationEvent.WindowClosed closed -> {
          closed
              .waiting()
              .forEach(number -> ledger.defer(new Debt(id, message(number)), closed.until()));
          if (closed.invitation() != null) {
            ledger.owe(id, List.of(closed.invitation()), List.of(), closed.at());
          }
        }
        case ConversationEvent.WindowReopened reopened -> {
          reopened
              .waiting()
              .forEach(number -> ledger.defer(new Debt(id, message(number)), reopened.at()));
          reopened.withdrawn().forEach(number -> ledger.settle(new Debt(id, message(number))));
        }
        case ConversationEvent.SendDeferred deferred ->
            ledger.defer(new Debt(id, message(deferred.number())), deferred.retryAt());
        case ConversationEvent.ReceiptsAdvanced receipts ->
            // Any word of the provider about a message proves that the provider has it.
            receipts
                .advances()
                .forEach(advance -> ledger.settle(new Debt(id, message(advance.number()))));
        case ConversationEvent.EffectDeferred deferred ->
            ledger.defer(new Debt(id, effect(deferred.effectId())), deferred.retryAt());
        case ConversationEvent.ConversationStarted started -> {}
        case ConversationEvent.AddressChanged changed -> {}
        case ConversationEvent.MergedInto merged -> {}
        case ConversationEvent.TakenOver taken -> {}
        case ConversationEvent.HandedBack back -> {}
      }
    }
    return List.copyOf(ledger.fates.values());
  }

  private static String message(long number) {
    return "message/" + number;
  }

  private static String effect(String effectId) {
    return "effect/" + effectId;
  }

  private static final class Ledger {
    private final Map<Debt, Fate> fates = new LinkedHashMap<>();

    void owe(String id, List<Outbound> outbound, List<Effect> effects, Instant at) {
      outbound.forEach(message -> make(new Debt(id, message(message.number())), at));
      effects.forEach(effect -> make(new Debt(id, effect(effect.id())), at));
    }

    private void make(Debt debt, Instant at) {
      fates.put(debt, new Fate(debt, at, null, false));
    }

    void defer(Debt debt, Instant dueAt) {
      Fate known = fates.getOrDefault(debt, new Fate(debt, null, null, false));
      fates.put(debt, new Fate(debt, known.madeAt(), dueAt, known.settled()));
    }

    void settle(Debt debt) {
      Fate known = fates.getOrDefault(debt, new Fate(debt, null, null, false));
      fates.put(debt, new Fate(debt, known.madeAt(), known.dueAt(), true));
    }
  }
}
