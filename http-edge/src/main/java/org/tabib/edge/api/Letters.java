package org.tabib.edge.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.conversation.DropReason;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.projections.letter.DeadLetter;
import org.tabib.projections.letter.LetterFilter;
import org.tabib.projections.letter.LetterQueries;
import org.tabib.projections.store.Page;

/** What staff do with messages that were given up: look, send them after all, let them go. */
final class Letters {
  /** Identifiers that depend on the key alone must not depend on when it was sent. */
  private static final Instant ALWAYS = Instant.EPOCH;

  private final Entities entities;
  private final LetterQueries letters;
  private final Executor queries;
  private final InstantSource clock;
  private final RandomGenerator random;

  Letters(
      Entities entities,
      LetterQueries letters,
      Executor queries,
      InstantSource clock,
      RandomGenerator random) {
    this.entities = entities;
    this.letters = letters;
    this.queries = queries;
    this.clock = clock;
    this.random = random;
  }

  /** A letter that was dealt with. @param messageId of what was queued in its place */
  record Dealt(String id, String state, @Nullable String messageId) {}

  /**
   * What a command for many came to.
   *
   * @param refused how many could not be replayed, by the code of the refusal
   */
  record Replayed(int replayed, SortedMap<String, Integer> refused) {}

  /** What one replay came to. @param refusal none when it was queued */
  private record Outcome(@Nullable String messageId, @Nullable Refusal refusal) {}

  CompletionStage<PageView<LetterView>> list(
      Call call, LetterFilter filter, int limit, @Nullable String cursor) {
    return CompletableFuture.supplyAsync(
        () -> {
          Page<DeadLetter> page = letters.list(filter, limit, cursor);
          ClinicTime time = ClinicTime.of(call.practice());
          return new PageView<>(
              page.items().stream().map(letter -> LetterView.of(letter, time)).toList(),
              page.next());
        },
        queries);
  }

  CompletionStage<LetterView> find(Call call, LetterId id) {
    return CompletableFuture.supplyAsync(
        () ->
            letters
                .find(id.conversationId(), id.number())
                .map(letter -> LetterView.of(letter, ClinicTime.of(call.practice())))
                .orElseThrow(() -> ApiProblem.notFound("letter")),
        queries);
  }

  /** Fails with 409 when it was replayed, dropped or delivered, or its content is gone. */
  CompletionStage<Dealt> replay(Call call, LetterId id) {
    String commandId = commandId(call);
    return find(call, id)
        .thenCompose(found -> replay(call, id, commandId))
        .thenApply(
            outcome -> {
              Refusal refusal = outcome.refusal();
              if (refusal != null) {
                throw refused(refusal);
              }
              return new Dealt(id.toString(), "replayed", outcome.messageId());
            });
  }

  /** Fails with 409 when it was replayed, dropped or delivered. */
  CompletionStage<Dealt> drop(Call call, LetterId id, DropReason reason) {
    String commandId = commandId(call);
    return find(call, id)
        .thenCompose(
            found ->
                entities.conversation(
                    id.conversationId(),
                    replyTo ->
                        new ConversationCommand.DropLetter(
                            commandId, id.number(), reason, call.caller().staffId(), replyTo)))
        .thenApply(
            reply ->
                switch (reply) {
                  case ConversationReply.Durable durable ->
                      new Dealt(id.toString(), "dropped", null);
                  case ConversationReply.Refused(Refusal refusal) -> throw refused(refusal);
                  case ConversationReply.Said said -> throw unexpected(said);
                  case ConversationReply.Moved moved -> throw unexpected(moved);
                });
  }

  /**
   * Replays the oldest open letters, one after another, so that those of a conversation keep their
   * order. Breaks off when a conversation does not answer: repeating it goes on with what is left.
   *
   * @param most how many are replayed at most
   */
  CompletionStage<Replayed> replay(Call call, LetterFilter filter, int most) {
    String commandId = commandId(call);
    return CompletableFuture.supplyAsync(() -> letters.oldestOpen(filter, Page.LIMIT), queries)
        .thenCompose(
            found ->
                next(call, commandId, found.iterator(), most, new Replayed(0, new TreeMap<>())));
  }

  private CompletionStage<Replayed> next(
      Call call, String commandId, Iterator<DeadLetter> left, int most, Replayed so) {
    if (!left.hasNext() || so.replayed() >= most) {
      return CompletableFuture.completedStage(so);
    }
    DeadLetter letter = left.next();
    LetterId id = new LetterId(letter.conversationId(), letter.number());
    return replay(call, id, commandId)
        .thenCompose(
            outcome -> {
              Refusal refusal = outcome.refusal();
              if (refusal == null) {
                return next(
                    call, commandId, left, most, new Replayed(so.replayed() + 1, so.refused()));
              }
              SortedMap<String, Integer> refused = new TreeMap<>(so.refused());
              refused.merge(refusal.code(), 1, Integer::sum);
              return next(call, commandId, left, most, new Replayed(so.replayed(), refused));
            });
  }

  private CompletionStage<Outcome> replay(Call call, LetterId id, String commandId) {
    return entities
        .conversation(
            id.conversationId(),
            replyTo ->
                new ConversationCommand.ReplayLetter(
                    commandId, id.number(), call.caller().staffId(), replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case ConversationReply.Said said -> new Outcome(said.messageId(), null);
                  case ConversationReply.Refused(Refusal refusal) -> new Outcome(null, refusal);
                  case ConversationReply.Durable durable -> throw unexpected(durable);
                  case ConversationReply.Moved moved -> throw unexpected(moved);
                });
  }

  private String commandId(Call call) {
    String key = call.idempotencyKey();
    String practice = call.practice().id();
    return key == null
        ? Ids.of(practice, clock.instant(), random.nextLong(), random.nextLong())
        : Ids.derived(practice, ALWAYS, "letter", call.caller().staffId(), key);
  }

  private static ApiProblem refused(Refusal refusal) {
    return refusal.kind() == Refusal.Kind.NOT_FOUND
        ? ApiProblem.notFound("letter")
        : ApiProblem.of(refusal);
  }

  private static IllegalStateException unexpected(ConversationReply reply) {
    return new IllegalStateException(
        "a conversation does not answer this with " + reply.getClass().getSimpleName());
  }
}
