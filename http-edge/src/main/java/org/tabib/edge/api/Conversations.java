package org.tabib.edge.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.attachment.AttachmentQueries;
import org.tabib.projections.conversation.ConversationQueries;
import org.tabib.projections.conversation.ConversationSummary;
import org.tabib.projections.message.LoggedMessage;
import org.tabib.projections.message.MessageFilter;
import org.tabib.projections.message.MessageQueries;
import org.tabib.projections.store.Page;

/** Conversations and messages to be shown, from the read models. */
final class Conversations {
  private final ConversationQueries rows;
  private final MessageQueries messages;
  private final AttachmentQueries files;
  private final PersonKeys keys;
  private final Executor queries;

  Conversations(
      ConversationQueries rows,
      MessageQueries messages,
      AttachmentQueries files,
      PersonKeys keys,
      Executor queries) {
    this.rows = rows;
    this.messages = messages;
    this.files = files;
    this.keys = keys;
    this.queries = queries;
  }

  /** The caller's practice's, the one with the newest message first. */
  CompletionStage<PageView<ConversationView>> list(Call call, int limit, @Nullable String cursor) {
    return CompletableFuture.supplyAsync(
            () -> rows.newestFirst(call.practice().id(), limit, cursor), queries)
        .thenCompose(
            page ->
                views(call, page.items()).thenApply(views -> new PageView<>(views, page.next())));
  }

  CompletionStage<Optional<ConversationView>> find(Call call, String id) {
    return CompletableFuture.supplyAsync(() -> rows.find(id), queries)
        .thenCompose(row -> views(call, row.stream().toList()))
        .thenApply(views -> views.stream().findFirst());
  }

  private CompletionStage<List<ConversationView>> views(
      Call call, List<ConversationSummary> summaries) {
    return Opened.with(keys, summaries.stream().map(ConversationSummary::address))
        .thenApply(
            opened ->
                summaries.stream()
                    .map(row -> ConversationView.of(call.practice(), row, opened))
                    .toList());
  }

  /** A conversation's messages, newest first; none when there is no such conversation. */
  CompletionStage<Optional<PageView<MessageView>>> messages(
      Call call, String id, MessageFilter filter, int limit, @Nullable String cursor) {
    return CompletableFuture.supplyAsync(
            () ->
                rows.find(id).map(found -> withFiles(id, messages.page(id, filter, limit, cursor))),
            queries)
        .thenCompose(
            page ->
                page.map(found -> opened(call, found).thenApply(Optional::of))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }

  /** Messages with the attachments that came with them, by the number of the event. */
  private record WithFiles(Page<LoggedMessage> messages, Map<Long, String> files) {}

  private WithFiles withFiles(String id, Page<LoggedMessage> page) {
    List<Long> inbound =
        page.items().stream()
            .filter(LoggedMessage.Received.class::isInstance)
            .map(LoggedMessage::eventNumber)
            .toList();
    return new WithFiles(page, files.ofEvents(id, inbound));
  }

  private CompletionStage<PageView<MessageView>> opened(Call call, WithFiles found) {
    Page<LoggedMessage> page = found.messages();
    ClinicTime clock = ClinicTime.of(call.practice());
    return Opened.with(keys, page.items().stream().flatMap(Conversations::content))
        .thenApply(
            opened ->
                new PageView<>(
                    page.items().stream()
                        .map(message -> MessageView.of(message, found.files(), clock, opened))
                        .toList(),
                    page.next()));
  }

  private static Stream<Private<?>> content(LoggedMessage message) {
    return switch (message) {
      case LoggedMessage.Received in -> Stream.of(in.content());
      case LoggedMessage.Said out -> Stream.of(out.content());
    };
  }
}
