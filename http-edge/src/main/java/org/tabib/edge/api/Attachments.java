package org.tabib.edge.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.objects.ObjectKey;
import org.tabib.edge.objects.ObjectStore;
import org.tabib.engine.conversation.FileLabel;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.OpeningInputStream;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.attachment.Attachment;
import org.tabib.projections.attachment.AttachmentQueries;
import org.tabib.projections.conversation.ConversationQueries;
import org.tabib.projections.store.Page;

/** Files that patients sent, from the read model and the object store. */
final class Attachments {
  private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

  private final AttachmentQueries rows;
  private final ConversationQueries conversations;
  private final AppointmentQueries appointments;
  private final ObjectStore objects;
  private final PersonKeys keys;
  private final Executor queries;

  Attachments(
      AttachmentQueries rows,
      ConversationQueries conversations,
      AppointmentQueries appointments,
      ObjectStore objects,
      PersonKeys keys,
      Executor queries) {
    this.rows = rows;
    this.conversations = conversations;
    this.appointments = appointments;
    this.objects = objects;
    this.keys = keys;
    this.queries = queries;
  }

  /** A file's bytes in clear, to be closed by whoever reads them. */
  record Content(String name, String mediaType, long bytes, InputStream stream) {}

  /** A conversation's, newest first; none when there is no such conversation. */
  CompletionStage<Optional<PageView<AttachmentView>>> ofConversation(
      Call call, String id, int limit, @Nullable String cursor) {
    return page(
        call, () -> conversations.find(id).map(found -> rows.ofConversation(id, limit, cursor)));
  }

  /** A visit's, newest first; none when there is no such visit. */
  CompletionStage<Optional<PageView<AttachmentView>>> ofVisit(
      Call call, String id, int limit, @Nullable String cursor) {
    return page(call, () -> appointments.find(id).map(found -> rows.ofVisit(id, limit, cursor)));
  }

  CompletionStage<Optional<AttachmentView>> find(Call call, String id) {
    return CompletableFuture.supplyAsync(() -> rows.find(id), queries)
        .thenCompose(
            row ->
                views(call, row.stream().toList()).thenApply(views -> views.stream().findFirst()));
  }

  private CompletionStage<Optional<PageView<AttachmentView>>> page(
      Call call, Supplier<Optional<Page<Attachment>>> query) {
    return CompletableFuture.supplyAsync(query, queries)
        .thenCompose(
            page ->
                page.map(
                        found ->
                            views(call, found.items())
                                .thenApply(
                                    views -> Optional.of(new PageView<>(views, found.next()))))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }

  private CompletionStage<List<AttachmentView>> views(Call call, List<Attachment> found) {
    ClinicTime clock = ClinicTime.of(call.practice());
    return Opened.with(keys, found.stream().map(Attachment::label))
        .thenApply(
            opened -> found.stream().map(row -> AttachmentView.of(row, clock, opened)).toList());
  }

  /**
   * A file's bytes.
   *
   * @throws ApiProblem 404 when there is no such file, 409 while it is being fetched, 410 when it
   *     was refused, or when the person was erased
   */
  CompletionStage<Content> content(String id) {
    return CompletableFuture.supplyAsync(() -> rows.find(id), queries)
        .thenCompose(
            found -> {
              Attachment row = found.orElseThrow(() -> ApiProblem.notFound("attachment"));
              Attachment.Kept kept = kept(row);
              return Opened.with(keys, Stream.of(row.label()))
                  .thenCombine(
                      // An erased person's file must not be shown for a minute longer.
                      keys.currentVaultOf(row.personId()),
                      (opened, vault) ->
                          new Ready(
                              name(row, kept, opened.read(row.label(), FileLabel.class)),
                              vault.keyOf(row.personId()).orElseThrow(Attachments::erased)))
                  .thenApplyAsync(ready -> open(row, kept, ready), queries);
            });
  }

  private record Ready(String name, DataKey key) {}

  private static Attachment.Kept kept(Attachment row) {
    return switch (row.fate()) {
      case Attachment.Kept kept -> kept;
      case Attachment.Fetching fetching ->
          throw ApiProblem.of(
              409, "attachment-fetching", "the provider has not handed the file over yet");
      case Attachment.Refused refused ->
          throw ApiProblem.of(
              410, "attachment-refused", "the file was not kept: " + refused.reason());
    };
  }

  private static String name(Attachment row, Attachment.Kept kept, @Nullable FileLabel label) {
    String uuid = row.id().substring(row.id().indexOf('.') + 1);
    return FileName.of(
        label == null ? null : label.filename(), row.kind() + "-" + uuid, kept.mediaType());
  }

  private Content open(Attachment row, Attachment.Kept kept, Ready ready) {
    try {
      InputStream sealed =
          objects
              .open(ObjectKey.parse(kept.storageKey()))
              .orElseThrow(
                  () -> {
                    LOG.error("the object of attachment {} is not in the store", row.id());
                    return ApiProblem.of(410, "attachment-gone", "the file is no longer there");
                  });
      try {
        return new Content(
            ready.name(),
            kept.mediaType(),
            kept.bytes(),
            new OpeningInputStream(ready.key(), row.id(), sealed));
      } catch (IOException e) {
        sealed.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiProblem erased() {
    return ApiProblem.of(410, "attachment-erased", "the person's data was erased");
  }
}
