package org.tabib.edge.api;

import akka.actor.typed.ActorRef;
import akka.japi.function.Function;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.projections.reminder.ReminderFilter;
import org.tabib.projections.reminder.ReminderQueries;
import org.tabib.projections.reminder.ReminderRow;

/** Shows and changes reminders for staff. */
final class Reminders {
  private final Entities entities;
  private final ReminderQueries rows;
  private final PersonKeys keys;
  private final Executor queries;
  private final InstantSource clock;

  Reminders(
      Entities entities,
      ReminderQueries rows,
      PersonKeys keys,
      Executor queries,
      InstantSource clock) {
    this.entities = entities;
    this.rows = rows;
    this.keys = keys;
    this.queries = queries;
    this.clock = clock;
  }

  CompletionStage<PageView<ReminderView>> list(
      ReminderFilter filter, int limit, @Nullable String cursor) {
    return CompletableFuture.supplyAsync(() -> rows.list(filter, limit, cursor), queries)
        .thenCompose(
            page ->
                Opened.with(keys, page.items().stream().map(ReminderRow::content))
                    .thenApply(
                        opened ->
                            new PageView<>(
                                page.items().stream().map(row -> view(row, opened)).toList(),
                                page.next())));
  }

  CompletionStage<ReminderView> one(String id) {
    return entities
        .reminder(id, ReminderCommand.Get::new)
        .thenCompose(
            reply ->
                switch (reply) {
                  case ReminderReply.Current current -> shown(current);
                  case ReminderReply.Refused(Refusal refusal)
                      when refusal.kind() == Refusal.Kind.NOT_FOUND ->
                      forgotten(id);
                  case ReminderReply.Refused(Refusal refusal) -> throw ApiProblem.of(refusal);
                });
  }

  /** Changes what is still to come. */
  CompletionStage<ReminderView> change(Call call, String id, ReminderRequest request) {
    return entities
        .reminder(id, ReminderCommand.Get::new)
        .thenCompose(
            reply -> {
              ReminderReply.Current now = current(reply);
              return content(now.reminderId())
                  .thenCompose(
                      before -> {
                        ReminderChange to =
                            ReminderChange.of(call, now, before, request, clock.instant());
                        return entities.reminder(
                            id,
                            replyTo ->
                                new ReminderCommand.Change(
                                    to.rhythm(), to.zone(), to.content(), By.STAFF, replyTo));
                      });
            })
        .thenCompose(reply -> shown(current(reply)));
  }

  /** A command of staff about one of them. */
  CompletionStage<ReminderView> command(
      String id, Function<ActorRef<ReminderReply>, ReminderCommand> command) {
    return entities.reminder(id, command).thenCompose(reply -> shown(current(reply)));
  }

  private CompletionStage<ReminderView> shown(ReminderReply.Current current) {
    return row(current.reminderId())
        .thenCompose(
            row ->
                Opened.with(keys, row.stream().map(ReminderRow::content))
                    .thenApply(
                        opened ->
                            ReminderView.of(
                                current,
                                row.orElse(null),
                                row.map(r -> read(r, opened)).orElse(null),
                                false)));
  }

  /** The reminder of somebody who was forgotten: that there was one, and no more. */
  private CompletionStage<ReminderView> forgotten(String id) {
    return row(id)
        .thenApply(
            row ->
                row.map(r -> view(r, Opened.NOTHING))
                    .orElseThrow(() -> ApiProblem.notFound("reminder")));
  }

  private CompletionStage<Optional<ReminderContent>> content(String id) {
    return row(id)
        .thenCompose(
            row ->
                Opened.with(keys, row.stream().map(ReminderRow::content))
                    .thenApply(opened -> row.map(r -> read(r, opened))));
  }

  private CompletionStage<Optional<ReminderRow>> row(String id) {
    return CompletableFuture.supplyAsync(() -> rows.find(id), queries);
  }

  private static ReminderView view(ReminderRow row, Opened opened) {
    @Nullable ReminderContent content = read(row, opened);
    return ReminderView.of(
        new ReminderReply.Current(row.reminderId(), row.status(), row.plan(), row.next()),
        row,
        content,
        content == null);
  }

  private static @Nullable ReminderContent read(ReminderRow row, Opened opened) {
    return opened.read(row.content(), ReminderContent.class);
  }

  static ReminderReply.Current current(ReminderReply reply) {
    return switch (reply) {
      case ReminderReply.Current current -> current;
      case ReminderReply.Refused(Refusal refusal) -> throw ApiProblem.of(refusal);
    };
  }
}
