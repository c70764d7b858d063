package org.tabib.edge.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.edge.objects.LocalObjectStore;
import org.tabib.edge.objects.ObjectKey;
import org.tabib.edge.whatsapp.Accounts.Account;
import org.tabib.engine.conversation.Effect.FetchMedia;
import org.tabib.engine.conversation.EffectOutcome;
import org.tabib.engine.conversation.EffectOutcome.Kept;
import org.tabib.engine.conversation.EffectOutcome.Later;
import org.tabib.engine.conversation.EffectOutcome.Refused;
import org.tabib.engine.conversation.FileLabel;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.OpeningInputStream;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;

class MediaIntakeTest {
  private static final String ID = "demo.01930000-0000-7000-8000-00000000000f";
  private static final String PERSON = "demo.person";
  private static final long LIMIT = 200_000;
  private static final byte[] PHOTO = photo(150_000);
  private static final DataKey KEY = DataKey.generate();

  @TempDir Path folder;
  private FileServer server;
  private LocalObjectStore store;
  private MediaIntake intake;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Vault vault = new Vault(Map.of(PERSON, KEY));

  @BeforeEach
  void start() throws IOException {
    server = new FileServer();
    store = LocalObjectStore.open(folder, Instant.EPOCH);
    intake =
        new MediaIntake(
            number ->
                Optional.of(new Account(number, FileServer.TOKEN, server.origin() + "/v25.0")),
            person -> CompletableFuture.completedFuture(vault),
            store,
            new MediaSettings(
                Set.of("lookaside.fbsbx.com"),
                Duration.ofSeconds(2),
                Duration.ofMillis(1500),
                2,
                new MediaSettings.Limits(LIMIT, LIMIT, LIMIT, LIMIT, LIMIT)),
            new MediaMetrics(meters));
    server.descriptions.add(server.describes(hex(PHOTO), PHOTO.length));
    server.files.add(FileServer.bytes(PHOTO));
  }

  @AfterEach
  void stop() {
    intake.close();
    server.close();
  }

  @Test
  void keepsTheFileSealedAndOpensToTheSameBytes() throws Exception {
    Kept kept = (Kept) fetch("image", base64(PHOTO));

    assertThat(kept)
        .isEqualTo(new Kept("image/jpeg", PHOTO.length, hex(PHOTO), ObjectKey.of(ID).text()));
    assertThat(server.requests).first().asString().endsWith("/v25.0/77?phone_number_id=1555");
    try (InputStream in =
        new OpeningInputStream(KEY, ID, store.open(ObjectKey.of(ID)).orElseThrow())) {
      assertThat(in.readAllBytes()).isEqualTo(PHOTO);
    }
    assertThat(meters.get("tabib_media_bytes").tag("kind", "image").counter().count())
        .isEqualTo(PHOTO.length);
    assertThat(meters.get("tabib_media_fetches").tag("outcome", "kept").timer().count())
        .isEqualTo(1);
  }

  @Test
  void nothingOfTheContentIsOnTheDiskInClear() throws Exception {
    fetch("image", null);
    byte[] words = Arrays.copyOfRange(PHOTO, 1000, 1024);
    for (Path file : files()) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .doesNotContain(new String(words, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void refusesWhatIsToldToBeTooLargeWithoutFetchingIt() {
    server.descriptions.clear();
    server.descriptions.add(server.describes(hex(PHOTO), LIMIT + 1));
    assertThat(fetch("image", null)).isEqualTo(new Refused("too-large"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void refusesWhatGrowsTooLargeWhateverWasTold() throws Exception {
    server.files.clear();
    server.files.add(FileServer.bytes(photo((int) LIMIT + 1)));
    assertThat(fetch("image", null)).isEqualTo(new Refused("too-large"));
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio", "video", "sticker"})
  void refusesAnotherTypeThanTheKindOfMessageHas(String kind) throws Exception {
    assertThat(fetch(kind, null)).isEqualTo(new Refused("unsupported"));
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesAPageThatCallsItselfAPicture() {
    server.files.clear();
    server.files.add(
        FileServer.bytes("<html><script>1</script></html>".getBytes(StandardCharsets.UTF_8)));
    assertThat(fetch("image", null)).isEqualTo(new Refused("unsupported"));
    assertThat(fetch("document", null)).isEqualTo(new Refused("unsupported"));
  }

  @Test
  void refusesWhatTheProviderDoesNotHaveAnyMore() {
    server.descriptions.clear();
    server.descriptions.add(FileServer.status(404));
    assertThat(fetch("image", null)).isEqualTo(new Refused("expired"));
    server.descriptions.clear();
    server.descriptions.add(FileServer.json(400, "{\"error\":{\"code\":100}}"));
    assertThat(fetch("image", null)).isEqualTo(new Refused("expired"));
  }

  @Test
  void asksAgainForAnAddressThatDied() {
    server.files.clear();
    server.files.add(FileServer.status(404));
    server.files.add(FileServer.bytes(PHOTO));
    assertThat(fetch("image", null)).isInstanceOf(Kept.class);
    assertThat(server.requests).hasSize(4);
  }

  @Test
  void givesUpAnAddressThatIsAlwaysDead() {
    server.files.clear();
    server.files.add(FileServer.status(404));
    assertThat(fetch("image", null)).isEqualTo(new Refused("expired"));
  }

  @Test
  void fetchesWhatWasSpoiltOnTheWayOnceMore() throws Exception {
    byte[] spoilt = PHOTO.clone();
    spoilt[5000] ^= 1;
    server.files.clear();
    server.files.add(FileServer.bytes(spoilt));
    server.files.add(FileServer.bytes(PHOTO));
    assertThat(fetch("image", null)).isInstanceOf(Kept.class);
    assertThat(files()).hasSize(1);
  }

  @Test
  void refusesWhatNeverHasTheDigestThatTheWebhookTold() throws Exception {
    assertThat(fetch("image", base64(new byte[] {1}))).isEqualTo(new Refused("corrupt"));
    assertThat(files()).isEmpty();
  }

  @Test
  void comesBackToAFileThatDoesNotEnd() throws Exception {
    server.files.clear();
    server.files.add(server.hangs(PHOTO));
    assertThat(fetch("image", null)).isInstanceOf(Later.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void comesBackToAnAnswerThatDoesNotBegin() {
    server.descriptions.clear();
    server.descriptions.add(server.hangs(new byte[0]));
    assertThat(fetch("image", null)).isInstanceOf(Later.class);
  }

  @Test
  void comesBackToATransferThatBrokeOff() throws Exception {
    server.files.clear();
    server.files.add(FileServer.breaksOff(PHOTO));
    assertThat(fetch("image", null)).isInstanceOf(Later.class);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500, 503})
  void comesBackWhenTheProviderHasTrouble(int status) {
    server.descriptions.clear();
    server.descriptions.add(FileServer.status(status));
    assertThat(fetch("image", null)).isInstanceOf(Later.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1/file",
        "http://169.254.169.254/latest/meta-data",
        "http://lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com.evil.example/x",
        "https://user@lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com:8443/x",
        "https://evil.example/lookaside.fbsbx.com",
        "file:///etc/passwd",
        "not an address",
        ""
      })
  void carriesTheTokenToNoOtherHost(String address) {
    server.descriptions.clear();
    server.descriptions.add(FileServer.describes(address, hex(PHOTO), PHOTO.length));
    assertThat(((Later) fetch("image", null)).reason()).startsWith("address-");
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (FileServer other = new FileServer()) {
      other.files.add(FileServer.bytes(PHOTO));
      server.files.clear();
      server.files.add(FileServer.redirect(other.origin() + "/file"));
      assertThat(fetch("image", null)).isEqualTo(new Later("file-302"));
      assertThat(other.requests).isEmpty();
    }
  }

  @Test
  void keepsNothingOfAnErasedPerson() throws Exception {
    vault = new Vault(Map.of());
    assertThat(fetch("image", null)).isEqualTo(new Refused("erased"));
    assertThat(server.requests).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void fetchingTwiceLeavesTheSameFileOnce() throws Exception {
    assertThat(fetch("image", null)).isEqualTo(fetch("image", null));
    assertThat(files()).hasSize(1);
  }

  private EffectOutcome fetch(String kind, String claimedSha256) {
    FetchMedia owed =
        new FetchMedia(
            ID,
            "wamid.1",
            kind,
            false,
            "77",
            "1555",
            claimedSha256,
            "image/jpeg",
            Private.of(PERSON, new FileLabel(null, null)),
            PERSON,
            null,
            Instant.EPOCH);
    return intake.fetch(owed).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] photo(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    byte[] head = HexFormat.of().parseHex("ffd8ffe000104a46494600010100000100010000");
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(sha256(bytes));
  }

  private static byte[] sha256(byte[] bytes) {
    MessageDigest digest = Digest.start();
    return digest.digest(bytes);
  }
}
