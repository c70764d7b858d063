package org.tabib.edge.whatsapp;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signed payloads under {@code fixtures/whatsapp}, described in its INDEX.md. */
final class Fixtures {
  static final String SECRET = "wa-test-app-secret-0001";
  static final String VERIFY_TOKEN = "wa-verify-0001";
  private static final Path FOLDER = Path.of("src/test/resources/fixtures/whatsapp");

  private Fixtures() {}

  static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By number, "01". */
  static byte[] numbered(String number) {
    return bytes(
        names().stream().filter(name -> name.startsWith(number + "_")).findFirst().orElseThrow());
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, String> signatures() {
    return new String(bytes("SIGNATURES.tsv"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t"))
        .collect(toMap(columns -> columns[0], columns -> columns[1]));
  }

  static Map<String, Integer> sizes() {
    return new String(bytes("SIGNATURES.tsv"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t"))
        .collect(toMap(columns -> columns[0], columns -> Integer.parseInt(columns[2])));
  }

  static String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A valid text message that is exactly that many bytes long. */
  static byte[] padded(int size) {
    String head =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages",\
        "value":{"metadata":{"phone_number_id":"317754286419023"},"messages":[{"from":"5511987650011",\
        "id":"wamid.big","timestamp":"1790000000","type":"text","text":{"body":\"""";
    String tail = "\"}}]}}]}]}";
    return (head + "x".repeat(size - head.length() - tail.length()) + tail)
        .getBytes(StandardCharsets.UTF_8);
  }
}
