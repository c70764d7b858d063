package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.DropReason;
import org.tabib.engine.delivery.LetterReason;
import org.tabib.projections.letter.DeadLetter;
import org.tabib.projections.letter.LetterFilter;

/** {@code /dead-letters}: messages that were given up. */
final class LettersRoute {
  private static final Set<String> PARAMETERS =
      Set.of("reason", "account", "state", "from", "to", "limit", "cursor");
  private static final int MOST_AT_ONCE = 100;
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private final Endpoint endpoint;
  private final Letters letters;

  LettersRoute(Endpoint endpoint, Letters letters) {
    this.endpoint = endpoint;
    this.letters = letters;
  }

  /** Body of a command that lets a letter go. @param reason a {@link DropReason} */
  record DropRequest(@Nullable String reason) {}

  /** Body of a command for many; what is left out does not restrict. */
  record ReplayRequest(
      @Nullable String reason, @Nullable String account, @Nullable Integer limit) {}

  Route route() {
    return pathPrefix(
        "dead-letters",
        () ->
            concat(
                pathEnd(() -> get(() -> endpoint.plain(PARAMETERS, this::list))),
                path(
                    "replay",
                    () -> post(() -> endpoint.withOptionalBody(ReplayRequest.class, this::replay))),
                path(segment(), id -> get(() -> endpoint.plain(Set.of(), call -> one(call, id)))),
                pathPrefix(segment(), this::ofOne)));
  }

  private Route ofOne(String id) {
    return concat(
        path(
            "replay",
            () ->
                post(
                    () ->
                        endpoint.plain(
                            Set.of(),
                            call ->
                                letters
                                    .replay(call, LetterId.of(call, id))
                                    .thenApply(Reply::accepted)))),
        path(
            "drop",
            () ->
                post(
                    () ->
                        endpoint.withBody(
                            DropRequest.class, Set.of(), (call, body) -> drop(call, id, body)))));
  }

  private CompletionStage<Reply> list(Call call) {
    TimeRange range = TimeRange.of(call, ClinicTime.of(call.practice()).zone());
    @Nullable String state = call.text("state");
    LetterFilter filter =
        new LetterFilter(
            call.practice().id(),
            reason(call.text("reason")),
            account(call.text("account")),
            state == null ? null : Codes.read("state", state, DeadLetter.State.class),
            range.from(),
            range.to());
    return letters.list(call, filter, call.limit(), call.cursor()).thenApply(Reply::ok);
  }

  private CompletionStage<Reply> one(Call call, String id) {
    return letters.find(call, LetterId.of(call, id)).thenApply(Reply::ok);
  }

  private CompletionStage<Reply> drop(Call call, String id, DropRequest body) {
    @Nullable String reason = body.reason();
    if (reason == null) {
      throw ApiProblem.field("reason", "is missing");
    }
    return letters
        .drop(call, LetterId.of(call, id), Codes.read("reason", reason, DropReason.class))
        .thenApply(Reply::ok);
  }

  private CompletionStage<Reply> replay(Call call, ReplayRequest body) {
    int most = body.limit() == null ? MOST_AT_ONCE : body.limit();
    if (most < 1 || most > MOST_AT_ONCE) {
      throw ApiProblem.field("limit", "is a whole number from 1 to " + MOST_AT_ONCE);
    }
    LetterFilter filter =
        new LetterFilter(
            call.practice().id(), reason(body.reason()), account(body.account()), null, null, null);
    return letters.replay(call, filter, most).thenApply(Reply::accepted);
  }

  private static @Nullable String reason(@Nullable String text) {
    return text == null ? null : Codes.read("reason", text, LetterReason.class).word();
  }

  private static @Nullable String account(@Nullable String text) {
    if (text != null && !ACCOUNT.matcher(text).matches()) {
      throw ApiProblem.field("account", "is the id of a channel account");
    }
    return text;
  }
}
