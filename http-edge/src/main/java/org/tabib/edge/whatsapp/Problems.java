package org.tabib.edge.whatsapp;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCode;
import java.nio.charset.StandardCharsets;

/** Errors as {@code application/problem+json} (RFC 9457). */
final class Problems {
  private static final ContentType PROBLEM =
      MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8).toContentType();

  private Problems() {}

  /**
   * @param detail a fixed sentence of ours, without characters that JSON escapes
   */
  static HttpResponse of(StatusCode status, String detail) {
    String json =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(status.reason(), status.intValue(), detail);
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(PROBLEM, json.getBytes(StandardCharsets.UTF_8));
  }
}
