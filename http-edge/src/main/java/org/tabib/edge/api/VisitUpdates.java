package org.tabib.edge.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitRecord;
import org.tabib.projections.store.Page;
import org.tabib.projections.visit.VisitRecordQueries;
import org.tabib.projections.visit.VisitUpdate;

/** What patients tell about visits outside of them, for whoever treats them (UPD-1). */
final class VisitUpdates {
  private final VisitChanges changes;
  private final Appointments appointments;
  private final VisitRecordQueries rows;
  private final PersonKeys keys;
  private final Executor queries;

  VisitUpdates(
      VisitChanges changes,
      Appointments appointments,
      VisitRecordQueries rows,
      PersonKeys keys,
      Executor queries) {
    this.changes = changes;
    this.appointments = appointments;
    this.rows = rows;
    this.keys = keys;
    this.queries = queries;
  }

  CompletionStage<Reply> list(Call call, String id) {
    int limit = call.limit();
    @Nullable String cursor = call.cursor();
    return appointments
        .current(call.own(id, "appointment"))
        .thenApply(found -> found.orElseThrow(() -> ApiProblem.notFound("appointment")))
        .thenCompose(
            visit -> {
              ClinicTime time = ClinicTime.of(call.practice(), visit.details().clinicId());
              return CompletableFuture.supplyAsync(
                      () -> rows.updatesOf(visit.visitId(), limit, cursor), queries)
                  .thenCompose(page -> views(page, time));
            })
        .thenApply(Reply::ok);
  }

  private CompletionStage<PageView<UpdateView>> views(Page<VisitUpdate> page, ClinicTime time) {
    return Opened.with(keys, page.items().stream().map(VisitUpdate::words))
        .thenApply(
            opened ->
                new PageView<>(
                    page.items().stream()
                        .map(update -> UpdateView.of(update, time, opened))
                        .toList(),
                    page.next()));
  }

  /** Somebody has read it; whoever was first stays named. */
  CompletionStage<Reply> see(Call call, String id, String number) {
    String visitId = call.own(id, "appointment");
    int which = number(number);
    return changes
        .tell(
            visitId, replyTo -> new VisitCommand.SeeUpdate(which, call.caller().staffId(), replyTo))
        .thenApply(
            current -> {
              VisitRecord record = current.record();
              return Reply.ok(
                  new UpdateView.Seen(visitId, which, record == null ? 0 : record.unseen()));
            });
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ApiProblem.notFound("update");
    }
  }
}
