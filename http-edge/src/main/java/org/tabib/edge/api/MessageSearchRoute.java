package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.attachment.AttachmentQueries;
import org.tabib.projections.message.LoggedMessage;
import org.tabib.projections.message.MessageFilter;
import org.tabib.projections.search.MessageSearch;
import org.tabib.projections.search.MessageSearch.Found;
import org.tabib.projections.search.SearchQuery;
import org.tabib.projections.store.Page;

/**
 * {@code /messages/search}. What is looked for is neither logged nor measured: it is about people.
 */
final class MessageSearchRoute {
  private static final Set<String> PARAMETERS = parameters();

  private final Endpoint endpoint;
  private final MessageSearch search;
  private final AttachmentQueries files;
  private final Executor queries;

  MessageSearchRoute(
      Endpoint endpoint, MessageSearch search, AttachmentQueries files, Executor queries) {
    this.endpoint = endpoint;
    this.search = search;
    this.files = files;
    this.queries = queries;
  }

  private static Set<String> parameters() {
    Set<String> names = new HashSet<>(MessageFilters.NAMES);
    names.addAll(Set.of("q", "person", "limit", "cursor"));
    return Set.copyOf(names);
  }

  Route route() {
    return path(
        segment("messages").slash("search"),
        () -> get(() -> endpoint.plain(PARAMETERS, this::find)));
  }

  private CompletionStage<Reply> find(Call call) {
    SearchQuery query = query(call);
    @Nullable String person = call.text("person");
    if (person != null && !call.isOwn(person)) {
      throw ApiProblem.field("person", "is the id of a contact or a patient");
    }
    MessageFilter filter = MessageFilters.of(call);
    int limit = call.limit();
    @Nullable String cursor = call.cursor();
    return CompletableFuture.supplyAsync(
        () -> {
          Page<Found> page = page(call.practice().id(), query, person, filter, limit, cursor);
          return Reply.ok(view(call, page));
        },
        queries);
  }

  private static SearchQuery query(Call call) {
    String text = call.text("q");
    if (text == null) {
      throw ApiProblem.field("q", "is missing: the words to look for");
    }
    try {
      return SearchQuery.parse(text);
    } catch (SearchQuery.InvalidQuery e) {
      throw ApiProblem.field("q", String.valueOf(e.getMessage()));
    }
  }

  private Page<Found> page(
      String practice,
      SearchQuery query,
      @Nullable String person,
      MessageFilter filter,
      int limit,
      @Nullable String cursor) {
    try {
      return search.page(practice, query, person, filter, limit, cursor);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private PageView<FoundMessageView> view(Call call, Page<Found> page) {
    ClinicTime clock = ClinicTime.of(call.practice());
    return new PageView<>(
        page.items().stream()
            .map(found -> FoundMessageView.of(found, files(found.message()), clock))
            .toList(),
        page.next());
  }

  /** Few of what is found by its words came with a file. */
  private Map<Long, String> files(LoggedMessage message) {
    return message instanceof LoggedMessage.Received in
            && in.content() instanceof Private.Clear<InboundContent> clear
            && clear.value() instanceof InboundContent.Media
        ? files.ofEvents(in.conversationId(), List.of(in.eventNumber()))
        : Map.of();
  }
}
