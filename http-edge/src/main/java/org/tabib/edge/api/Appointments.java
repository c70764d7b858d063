package org.tabib.edge.api;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitReply;
import org.tabib.projections.appointment.Appointment;
import org.tabib.projections.appointment.AppointmentFilter;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.store.Page;

/**
 * Appointments to be shown. One of them is asked from the visit itself, so that whoever changed it
 * sees the change; the read model adds what the visit does not remember.
 */
final class Appointments {
  private final Entities entities;
  private final AppointmentQueries rows;
  private final PersonKeys keys;
  private final Executor queries;

  Appointments(Entities entities, AppointmentQueries rows, PersonKeys keys, Executor queries) {
    this.entities = entities;
    this.rows = rows;
    this.keys = keys;
    this.queries = queries;
  }

  CompletionStage<PageView<AppointmentView>> list(
      Call call, AppointmentFilter filter, int limit, @Nullable String cursor) {
    return CompletableFuture.supplyAsync(() -> rows.list(filter, limit, cursor), queries)
        .thenCompose(page -> views(call, page));
  }

  private CompletionStage<PageView<AppointmentView>> views(Call call, Page<Appointment> page) {
    return Opened.with(keys, page.items().stream().flatMap(Appointments::sealed))
        .thenApply(
            opened ->
                new PageView<>(
                    page.items().stream().map(row -> view(call, row, opened)).toList(),
                    page.next()));
  }

  /** A row as it is shown. */
  static AppointmentView view(Call call, Appointment row, Opened opened) {
    return AppointmentView.of(
        call.practice(),
        new VisitReply.Current(row.visitId(), row.status(), row.details()),
        row,
        opened);
  }

  /** How the visit stands; none when there is no such visit; fails when that cannot be said now. */
  CompletionStage<Optional<VisitReply.Current>> current(String visitId) {
    return entities
        .visit(visitId, VisitCommand.Get::new)
        .thenApply(
            reply ->
                switch (reply) {
                  case VisitReply.Current current -> Optional.of(current);
                  case VisitReply.Refused(Refusal refusal)
                      when refusal.kind() == Refusal.Kind.UNAVAILABLE ->
                      throw ApiProblem.of(refusal);
                  case VisitReply.Refused refused -> Optional.empty();
                });
  }

  /** What the read model knows of the visit. */
  CompletionStage<Optional<Appointment>> row(String visitId) {
    return CompletableFuture.supplyAsync(() -> rows.find(visitId), queries);
  }

  CompletionStage<AppointmentView> view(Call call, VisitReply.Current current) {
    return row(current.visitId())
        .thenCompose(
            row ->
                Opened.with(keys, row.stream().flatMap(Appointments::sealed))
                    .thenApply(
                        opened ->
                            AppointmentView.of(
                                call.practice(), current, row.orElse(null), opened)));
  }

  /** What of a row has to be opened to show it. */
  static Stream<Private<?>> sealed(Appointment row) {
    Appointment.Cancellation cancellation = row.cancellation();
    return cancellation == null
        ? Stream.of(row.complaint())
        : Stream.of(row.complaint(), cancellation.reason());
  }
}
