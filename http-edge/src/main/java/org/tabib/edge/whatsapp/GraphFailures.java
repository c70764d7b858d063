package org.tabib.edge.whatsapp;

import akka.http.scaladsl.model.IllegalUriException;
import akka.stream.StreamTcpException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;

/**
 * Reads how a call failed that nobody answered: whether it can have arrived. Akka HTTP's pool at
 * times tells of a refused connection as of one that was closed: then the call is in doubt, which
 * makes it slower and never wrong. Pure.
 */
final class GraphFailures {
  /** How Akka's TCP stream begins to tell that no connection came to be (TcpStages, 2.8). */
  private static final String NOT_CONNECTED = "Tcp command [Connect";

  private GraphFailures() {}

  /** A call that was given up before a byte of it was sent. */
  static final class NeverSentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NeverSentException(String message) {
      super(message, null, false, false);
    }
  }

  static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** What follows from a failure; whatever is not known for sure is in doubt. */
  static ErrorClass classOf(Throwable cause) {
    return switch (cause) {
      // A URL that is none, a token that is no header: of the account's settings.
      case IllegalUriException e -> ErrorClass.ACCOUNT;
      case IllegalArgumentException e -> ErrorClass.ACCOUNT;
      case NeverSentException e -> ErrorClass.RETRY;
      case SSLHandshakeException e -> ErrorClass.RETRY;
      case StreamTcpException e when String.valueOf(e.getMessage()).startsWith(NOT_CONNECTED) ->
          ErrorClass.RETRY;
      default -> ErrorClass.DOUBT;
    };
  }
}
