package org.tabib.edge.api;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.projections.store.Page;
import org.tabib.projections.visit.Review;
import org.tabib.projections.visit.ReviewFilter;
import org.tabib.projections.visit.ReviewQueries;
import org.tabib.projections.visit.ReviewSummary;

/** What patients think of their visits (REV-1). */
final class Reviews {
  private final ReviewQueries rows;
  private final PersonKeys keys;
  private final Executor queries;

  Reviews(ReviewQueries rows, PersonKeys keys, Executor queries) {
    this.rows = rows;
    this.keys = keys;
    this.queries = queries;
  }

  private record Found(ReviewSummary summary, Page<Review> page) {}

  CompletionStage<Reply> list(Call call) {
    TimeRange range = TimeRange.of(call, ClinicTime.of(call.practice()).zone());
    ReviewFilter filter =
        new ReviewFilter(call.practice().id(), call.text("doctor"), range.from(), range.to());
    int limit = call.limit();
    @Nullable String cursor = call.cursor();
    return CompletableFuture.supplyAsync(
            () -> new Found(rows.summary(filter), rows.list(filter, limit, cursor)), queries)
        .thenCompose(
            found ->
                Opened.with(
                        keys,
                        found.page().items().stream().map(Review::comment).filter(Objects::nonNull))
                    .thenApply(
                        opened ->
                            new ReviewsView(
                                ReviewsView.Summary.of(found.summary()),
                                found.page().items().stream()
                                    .map(
                                        review ->
                                            ReviewsView.ReviewView.of(
                                                call.practice(), review, opened))
                                    .toList(),
                                found.page().next())))
        .thenApply(Reply::ok);
  }
}
