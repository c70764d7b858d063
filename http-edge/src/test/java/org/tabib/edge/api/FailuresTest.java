package org.tabib.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tabib.engine.entity.Refusal;

class FailuresTest {
  private static final HttpRequest REQUEST = HttpRequest.GET("http://host/api/v1/doctors?limit=1");

  private static HttpResponse response(Throwable failure) {
    return Failures.response(failure, REQUEST, "c-1");
  }

  private static String body(HttpResponse response) {
    return ((HttpEntity.Strict) response.entity()).getData().utf8String();
  }

  static Stream<Throwable> passing() {
    return Stream.of(
        new TimeoutException("ask"),
        new RejectedExecutionException("full"),
        new IllegalStateException(new SQLException("the server stops", "57P01")),
        new CompletionException(new SQLException("the connection is lost", "08006")),
        new CompletionException(new TimeoutException("ask")),
        new CompletionException(new ExecutionException(new TimeoutException("ask"))));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void asksToTryAgainWhenSomethingDidNotAnswer(Throwable failure) {
    HttpResponse response = response(failure);
    assertThat(response.status().intValue()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After").map(HttpHeader::value)).contains("2");
  }

  @Test
  void saysFixedSentenceAndCorrelationIdWhenItIsOurFault() {
    HttpResponse response = response(new IllegalStateException("Asha has fever"));
    assertThat(response.status().intValue()).isEqualTo(500);
    assertThat(body(response))
        .contains("\"correlationId\":\"c-1\"", "\"instance\":\"/api/v1/doctors\"")
        .doesNotContain("Asha");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND,404",
    "INVALID,422",
    "CONFLICT,409",
    "WRONG_STATE,409",
    "FORBIDDEN,403",
    "TOO_MANY,429",
    "UNAVAILABLE,503"
  })
  void givesEachKindOfRefusalItsStatus(Refusal.Kind kind, int status) {
    HttpResponse response =
        response(new CompletionException(ApiProblem.of(new Refusal(kind, "rule", "why"))));
    assertThat(response.status().intValue()).isEqualTo(status);
    assertThat(body(response)).contains("\"code\":\"rule\"", "\"detail\":\"why\"");
  }
}
