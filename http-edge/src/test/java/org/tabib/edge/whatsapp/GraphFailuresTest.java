package org.tabib.edge.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.StreamTcpException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;

class GraphFailuresTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new GraphFailures.NeverSentException("queue full"), ErrorClass.RETRY),
        Arguments.of(
            new StreamTcpException(
                "Tcp command [Connect(127.0.0.1:1,None,List(),Some(10 seconds),true)] failed"
                    + " because of java.net.ConnectException: Connection refused"),
            ErrorClass.RETRY),
        Arguments.of(new SSLHandshakeException("no trusted certificate"), ErrorClass.RETRY),
        Arguments.of(new SSLException("closed in the middle"), ErrorClass.DOUBT),
        Arguments.of(
            new StreamTcpException("The connection closed with error: Connection reset by peer"),
            ErrorClass.DOUBT),
        Arguments.of(new TimeoutException(), ErrorClass.DOUBT),
        Arguments.of(new IOException(), ErrorClass.DOUBT),
        Arguments.of(new IllegalStateException("Connection was shutdown."), ErrorClass.DOUBT),
        Arguments.of(new IllegalArgumentException("not a header"), ErrorClass.ACCOUNT));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isInDoubtUnlessItIsSureThatNothingArrived(Throwable failure, ErrorClass expected) {
    assertThat(GraphFailures.classOf(failure)).isEqualTo(expected);
  }

  @Test
  void looksIntoWhatStagesWrap() {
    TimeoutException cause = new TimeoutException();

    assertThat(GraphFailures.causeOf(new CompletionException(cause))).isSameAs(cause);
    assertThat(GraphFailures.causeOf(cause)).isSameAs(cause);
  }
}
