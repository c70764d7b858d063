package org.tabib.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Speaks with a node over HTTP and holds both sides to {@code openapi.yaml}: every request and
 * every answer. Remembers which operations it used.
 */
final class ContractClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final OpenAPI contract;
  private final OpenApiInteractionValidator validator;
  private final Set<String> used = new ConcurrentSkipListSet<>();

  ContractClient(String base) throws Exception {
    this.base = base;
    String yaml = fetch("/openapi.yaml");
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    var parsed = new OpenAPIV3Parser().readContents(yaml, null, options);
    assertThat(parsed.getMessages()).as("problems in openapi.yaml").isEmpty();
    this.contract = parsed.getOpenAPI();
    this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(yaml).build();
  }

  /** What came back. */
  record Answer(int status, JsonNode body, Map<String, String> headers) {
    String text(String pointer) {
      return body.at(pointer).asText();
    }
  }

  private String fetch(String path) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(base + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  Answer get(String path) throws Exception {
    return send("GET", path, null, true);
  }

  /** Bytes that are no JSON: only the operation is held to the contract. */
  HttpResponse<byte[]> bytes(String path) throws Exception {
    URI uri = URI.create(base + path);
    used.add(operation("GET", uri.getPath()));
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  Answer post(String path, String body, String... headers) throws Exception {
    return send("POST", path, body, true, headers);
  }

  Answer delete(String path) throws Exception {
    return send("DELETE", path, null, true);
  }

  Answer put(String path, String body, String... headers) throws Exception {
    return send("PUT", path, body, true, headers);
  }

  Answer patch(String path, String body) throws Exception {
    return send("PATCH", path, body, true);
  }

  /** A request that breaks the contract on purpose: only the answer is held to it. */
  Answer wrong(String method, String path, String body, String... headers) throws Exception {
    return send(method, path, body, false, headers);
  }

  private Answer send(
      String method, String path, String body, boolean checkRequest, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    boolean typed = false;
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
      typed |= headers[i].equals("Content-Type");
    }
    if (body != null && !typed) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    check(method, path, body, checkRequest, response, headers);
    Map<String, String> found =
        response.headers().map().entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    Map.Entry::getKey, entry -> entry.getValue().getFirst()));
    boolean json = found.getOrDefault("content-type", "").contains("json");
    return new Answer(
        response.statusCode(),
        json ? JSON.readTree(response.body()) : JSON.getNodeFactory().textNode(response.body()),
        found);
  }

  private void check(
      String method,
      String path,
      String body,
      boolean checkRequest,
      HttpResponse<String> response,
      String... headers) {
    URI uri = URI.create(path);
    SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
    response.headers().map().forEach((name, values) -> answer.withHeader(name, values));
    answer.withBody(response.body());
    ValidationReport report;
    if (checkRequest) {
      used.add(operation(method, uri.getPath()));
      SimpleRequest.Builder request =
          new SimpleRequest.Builder(Request.Method.valueOf(method), uri.getPath());
      if (uri.getRawQuery() != null) {
        for (String pair : uri.getRawQuery().split("&")) {
          String[] parts = pair.split("=", 2);
          request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
      }
      for (int i = 0; i < headers.length; i += 2) {
        request.withHeader(headers[i], headers[i + 1]);
      }
      if (body != null) {
        request.withHeader("Content-Type", "application/json").withBody(body);
      }
      report = validator.validate(request.build(), answer.build());
    } else if (contract.getPaths().keySet().stream().noneMatch(t -> matches(t, uri.getPath()))
        || response.statusCode() == 405) {
      // The contract says nothing about routes that it does not have.
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      return;
    } else {
      report =
          validator.validateResponse(uri.getPath(), Request.Method.valueOf(method), answer.build());
    }
    assertThat(report.getMessages())
        .as("%s %s answered %s %s", method, path, response.statusCode(), response.body())
        .isEmpty();
  }

  private String operation(String method, String path) {
    return contract.getPaths().keySet().stream()
        .filter(template -> matches(template, path))
        // A literal segment is closer than a placeholder.
        .min(java.util.Comparator.comparingInt(template -> template.split("\\{").length))
        .map(template -> method + " " + template)
        .orElseThrow(() -> new AssertionError(path + " is not in openapi.yaml"));
  }

  private static boolean matches(String template, String path) {
    return Pattern.matches(template.replaceAll("\\{[^}]+}", "[^/]+"), path);
  }

  /** Operations of the contract that were not used so far. */
  Set<String> unused() {
    Set<String> all = new TreeSet<>();
    for (Map.Entry<String, PathItem> path : contract.getPaths().entrySet()) {
      path.getValue()
          .readOperationsMap()
          .keySet()
          .forEach(method -> all.add(method + " " + path.getKey()));
    }
    all.removeAll(used);
    return all;
  }
}
