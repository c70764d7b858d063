package org.tabib.edge.api;

import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.BufferOverflowException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.ConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.projections.store.PageCursor;

/** The one place where what went wrong becomes an answer. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  private Failures() {}

  static HttpResponse response(Throwable failure, HttpRequest request, String correlationId) {
    return render(problem(unwrapped(failure), correlationId), request, correlationId);
  }

  static HttpResponse render(ApiProblem problem, HttpRequest request, String correlationId) {
    StatusCode status = StatusCodes.get(problem.status());
    Problem body = problem.render(status.reason(), request.getUri().getPathString(), correlationId);
    HttpResponse response =
        HttpResponse.create()
            .withStatus(status)
            .withEntity(
                HttpEntities.create(
                    MediaTypes.applicationWithOpenCharset("problem+json")
                        .toContentTypeWithMissingCharset(),
                    ApiJson.bytes(body)));
    return problem.status() == 503
        ? response.addHeader(RawHeader.create("Retry-After", RETRY_AFTER_SECONDS))
        : response;
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static ApiProblem problem(Throwable failure, String correlationId) {
    return switch (failure) {
      case ApiProblem known -> known;
      case PageCursor.InvalidCursor e ->
          ApiProblem.field("cursor", "is not one that this list gave out");
      case EntityStreamSizeException e -> Endpoint.tooLarge();
      case TimeoutException e -> unavailable(e, correlationId);
      case RejectedExecutionException e -> unavailable(e, correlationId);
      case BufferOverflowException e -> unavailable(e, correlationId);
      case ConnectionException e -> unavailable(e, correlationId);
      case SQLTransientConnectionException e -> unavailable(e, correlationId);
      case Exception e when isLossOfDatabase(e) -> unavailable(e, correlationId);
      default -> {
        // Stack without messages: those of foreign exceptions may quote personal data.
        LOG.error(
            "request failed, correlation {}: {} at {}",
            correlationId,
            failure.getClass().getName(),
            failure.getStackTrace().length == 0 ? "?" : failure.getStackTrace()[0]);
        yield ApiProblem.of(
            500, "internal-error", "something went wrong here; quote the correlation id");
      }
    };
  }

  /**
   * Class 08 are lost connections, 57P01 to 57P03 a server that stops or starts (PostgreSQL manual,
   * appendix A); they come wrapped by whatever asked.
   */
  private static boolean isLossOfDatabase(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
      }
    }
    return false;
  }

  private static ApiProblem unavailable(Exception failure, String correlationId) {
    LOG.warn(
        "request not answered in time, correlation {}: {}",
        correlationId,
        failure.getClass().getName());
    return ApiProblem.of(
        503, "unavailable", "a part of the system did not answer in time; try again");
  }
}
