package org.tabib.edge.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.whatsapp.Accounts.Account;

/**
 * Meta's two steps to a file (Cloud API, media): its id leads to an address that lives for five
 * minutes, the address to the bytes, both with the account's token. The token goes to the Graph
 * host and to Meta's file hosts and nowhere else; redirects are not followed. Blocks, bounded by
 * {@link MediaSettings#timeout}.
 */
final class GraphMedia implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GraphMedia.class);

  /** A description has a few hundred bytes. */
  private static final int DESCRIPTION_LIMIT = 64 * 1024;

  /** "Invalid parameter": the object does not exist, or not any more. */
  private static final int UNKNOWN_OBJECT = 100;

  private static final int HTTPS = 443;
  private static final JsonMapper JSON = new JsonMapper();

  private final MediaSettings settings;
  private final HttpClient http;
  private final ScheduledExecutorService watch;

  /**
   * What the provider says of a file.
   *
   * @param sha256 as it is written there; none when it is not
   * @param bytes none when it is not told
   */
  record Description(URI address, @Nullable String sha256, Optional<Long> bytes) {}

  GraphMedia(MediaSettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.connecting())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("media-watch").factory());
  }

  /** The first step. */
  Description describe(Account account, String mediaId) throws MediaStop, IOException {
    URI graph = URI.create(account.graphUrl());
    URI object =
        URI.create(
            account.graphUrl() + "/" + mediaId + "?phone_number_id=" + account.phoneNumberId());
    HttpResponse<InputStream> response = get(object, account.accessToken());
    JsonNode body;
    try (InputStream in = watched(response.body())) {
      body = JSON.readTree(in.readNBytes(DESCRIPTION_LIMIT));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw MediaStop.later("graph-not-json");
    }
    int status = response.statusCode();
    if (status == 404 || body.path("error").path("code").asInt() == UNKNOWN_OBJECT) {
      throw MediaStop.refused("expired");
    }
    if (status != 200) {
      throw MediaStop.later("graph-" + status);
    }
    JsonNode size = body.path("file_size");
    return new Description(
        checked(body.path("url").asText(""), graph),
        body.path("sha256").isTextual() ? body.path("sha256").textValue() : null,
        size.canConvertToLong() ? Optional.of(size.longValue()) : Optional.empty());
  }

  /** The second step; none when the address has died. */
  Optional<InputStream> open(Description file, Account account) throws MediaStop, IOException {
    HttpResponse<InputStream> response = get(file.address(), account.accessToken());
    int status = response.statusCode();
    if (status == 200) {
      return Optional.of(watched(response.body()));
    }
    response.body().close();
    if (status == 404) {
      return Optional.empty();
    }
    throw MediaStop.later("file-" + status);
  }

  private URI checked(String text, URI graph) throws MediaStop {
    try {
      URI address = new URI(text);
      if (isAllowed(address, graph)) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw MediaStop.later("address-malformed");
    }
    // Host names are Meta's, not a person's; the rest of the address is a secret.
    LOG.error("a file's address leads to a host that is not allowed (tabib.media.hosts)");
    throw MediaStop.later("address-not-allowed");
  }

  /** The Graph host as it is configured, or one of Meta's file hosts over HTTPS. */
  private boolean isAllowed(URI address, URI graph) {
    String host = address.getHost();
    if (host == null || address.getRawUserInfo() != null) {
      return false;
    }
    boolean graphItself =
        host.equalsIgnoreCase(graph.getHost())
            && address.getScheme().equalsIgnoreCase(graph.getScheme())
            && address.getPort() == graph.getPort();
    boolean fileHost =
        "https".equalsIgnoreCase(address.getScheme())
            && (address.getPort() == -1 || address.getPort() == HTTPS)
            && settings.hosts().contains(host.toLowerCase(Locale.ROOT));
    return graphItself || fileHost;
  }

  private HttpResponse<InputStream> get(URI address, String token) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(settings.timeout())
            .header("Authorization", "Bearer " + token)
            .GET()
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A body that does not end in time is closed: whoever reads it then fails. */
  private InputStream watched(InputStream body) {
    ScheduledFuture<?> alarm =
        watch.schedule(
            () -> closeQuietly(body), settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    return new FilterInputStream(body) {
      @Override
      public void close() throws IOException {
        alarm.cancel(false);
        super.close();
      }
    };
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      LOG.debug("closing a file that took too long: {}", e.getClass().getName());
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    http.shutdownNow();
  }
}
