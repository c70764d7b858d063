package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import akka.stream.javadsl.StreamConverters;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code /attachments} and those of a conversation or an appointment. What a patient sent is never
 * run as a page of ours: its type is the one that was found in it, and it may do nothing.
 */
final class AttachmentsRoute {
  private static final Set<String> PAGING = Set.of("limit", "cursor");
  private static final String WHAT = "attachment";
  private static final int PIECE = 32 * 1024;

  private final Endpoint endpoint;
  private final Attachments attachments;

  AttachmentsRoute(Endpoint endpoint, Attachments attachments) {
    this.endpoint = endpoint;
    this.attachments = attachments;
  }

  Route route() {
    return concat(
        path(
            segment("conversations").slash(segment()).slash("attachments"),
            id -> get(() -> endpoint.plain(PAGING, call -> ofConversation(call, id)))),
        path(
            segment("appointments").slash(segment()).slash("attachments"),
            id -> get(() -> endpoint.plain(PAGING, call -> ofVisit(call, id)))),
        pathPrefix(
            "attachments",
            () ->
                concat(
                    path(
                        segment().slash("content"),
                        id ->
                            get(
                                () ->
                                    endpoint.bytes(
                                        Set.of("disposition"), call -> content(call, id)))),
                    path(
                        segment(),
                        id -> get(() -> endpoint.plain(Set.of(), call -> one(call, id)))))));
  }

  private CompletionStage<Reply> ofConversation(Call call, String id) {
    return attachments
        .ofConversation(call, call.own(id, "conversation"), call.limit(), call.cursor())
        .thenApply(page -> Reply.ok(page.orElseThrow(() -> ApiProblem.notFound("conversation"))));
  }

  private CompletionStage<Reply> ofVisit(Call call, String id) {
    return attachments
        .ofVisit(call, call.own(id, "appointment"), call.limit(), call.cursor())
        .thenApply(page -> Reply.ok(page.orElseThrow(() -> ApiProblem.notFound("appointment"))));
  }

  private CompletionStage<Reply> one(Call call, String id) {
    return attachments
        .find(call, call.own(id, WHAT))
        .thenApply(view -> Reply.ok(view.orElseThrow(() -> ApiProblem.notFound(WHAT))));
  }

  private CompletionStage<HttpResponse> content(Call call, String id) {
    boolean inline = inline(call.text("disposition"));
    return attachments
        .content(call.own(id, WHAT))
        .thenApply(content -> response(content, inline && isShown(content.mediaType())));
  }

  private static boolean inline(@Nullable String disposition) {
    if (disposition != null && !disposition.equals("inline") && !disposition.equals("attachment")) {
      throw ApiProblem.field("disposition", "is inline or attachment");
    }
    return "inline".equals(disposition);
  }

  /** What a browser shows without running anything. */
  private static boolean isShown(String mediaType) {
    return mediaType.startsWith("image/")
        || mediaType.startsWith("audio/")
        || mediaType.equals("application/pdf");
  }

  private static HttpResponse response(Attachments.Content content, boolean inline) {
    return HttpResponse.create()
        .addHeader(
            RawHeader.create("Content-Disposition", FileName.disposition(inline, content.name())))
        .addHeader(RawHeader.create("Content-Security-Policy", "default-src 'none'; sandbox"))
        .addHeader(RawHeader.create("Cache-Control", "private, no-store"))
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse(content.mediaType()),
                content.bytes(),
                StreamConverters.fromInputStream(content::stream, PIECE)));
  }
}
