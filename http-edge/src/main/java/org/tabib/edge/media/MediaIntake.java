package org.tabib.edge.media;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.objects.ObjectKey;
import org.tabib.edge.objects.ObjectStore;
import org.tabib.edge.whatsapp.Accounts;
import org.tabib.edge.whatsapp.Accounts.Account;
import org.tabib.engine.conversation.Effect.FetchMedia;
import org.tabib.engine.conversation.EffectOutcome;
import org.tabib.engine.conversation.MediaFetch;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.SealingOutputStream;
import org.tabib.engine.privacy.Vault;

/**
 * Fetches files, checks size, true type and digest while they come, and seals them before they
 * touch the disk (RX-3). On threads of its own, and no more at a time than it has of them.
 */
public final class MediaIntake implements MediaFetch, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaIntake.class);

  /** More wait in their conversations: each is tried again by its own back-off. */
  private static final int WAITING = 1_000;

  /** An address may die between the steps, and a transfer may be spoilt: once more, then enough. */
  private static final int ROUNDS = 2;

  private final Accounts accounts;
  private final Function<String, CompletionStage<Vault>> keys;
  private final ObjectStore store;
  private final MediaSettings settings;
  private final MediaMetrics metrics;
  private final GraphMedia graph;
  private final ExecutorService workers;

  /**
   * @param keys a person's, as the database has them now
   */
  public MediaIntake(
      Accounts accounts,
      Function<String, CompletionStage<Vault>> keys,
      ObjectStore store,
      MediaSettings settings,
      MediaMetrics metrics) {
    this.accounts = accounts;
    this.keys = keys;
    this.store = store;
    this.settings = settings;
    this.metrics = metrics;
    this.graph = new GraphMedia(settings);
    this.workers =
        new ThreadPoolExecutor(
            settings.workers(),
            settings.workers(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("media-", 1).factory());
  }

  @Override
  public CompletionStage<EffectOutcome> fetch(FetchMedia owed) {
    return keys.apply(owed.person())
        .thenApplyAsync(vault -> fetch(owed, vault.keyOf(owed.person())), workers);
  }

  private EffectOutcome fetch(FetchMedia owed, Optional<DataKey> key) {
    long start = System.nanoTime();
    EffectOutcome outcome =
        key.map(of -> attempt(owed, of)).orElseGet(() -> new EffectOutcome.Refused("erased"));
    metrics.fetched(owed.kind(), outcome, System.nanoTime() - start);
    return outcome;
  }

  private EffectOutcome attempt(FetchMedia owed, DataKey key) {
    try {
      return rounds(owed, key);
    } catch (MediaStop e) {
      return e.outcome();
    } catch (IOException e) {
      // The class only: a message may quote an address, which is a secret while it lives.
      LOG.warn("a file could not be fetched: {}", e.getClass().getName());
      return new EffectOutcome.Later("no-answer");
    }
  }

  private EffectOutcome rounds(FetchMedia owed, DataKey key) throws MediaStop, IOException {
    Account account =
        accounts.find(owed.account()).orElseThrow(() -> MediaStop.later("account-unknown"));
    String trouble = "";
    for (int round = 0; round < ROUNDS; round++) {
      GraphMedia.Description file = graph.describe(account, owed.mediaId());
      if (file.bytes().orElse(0L) > limit(owed)) {
        throw MediaStop.refused("too-large");
      }
      Optional<InputStream> bytes = graph.open(file, account);
      if (bytes.isEmpty()) {
        trouble = "expired";
        continue;
      }
      try (InputStream in = bytes.get()) {
        Optional<EffectOutcome.Kept> kept = keep(owed, key, file, in);
        if (kept.isPresent()) {
          return kept.get();
        }
      }
      trouble = "corrupt";
    }
    throw MediaStop.refused(trouble);
  }

  private long limit(FetchMedia owed) {
    return settings.limits().of(owed.kind());
  }

  /** Seals and stores a file as it comes; empty when its digest is not the one that was told. */
  private Optional<EffectOutcome.Kept> keep(
      FetchMedia owed, DataKey key, GraphMedia.Description file, InputStream in)
      throws MediaStop, IOException {
    byte[] piece = in.readNBytes(TrueType.PREFIX);
    String type =
        TrueType.of(piece, owed.kind(), owed.claimedType())
            .orElseThrow(() -> MediaStop.refused("unsupported"));
    ObjectKey place = ObjectKey.of(owed.id());
    MessageDigest digest = Digest.start();
    long size = 0;
    try (ObjectStore.Draft draft = store.draft(place);
        SealingOutputStream sealing = new SealingOutputStream(key, owed.id(), draft.out())) {
      int length = piece.length;
      while (length > 0) {
        size += length;
        if (size > limit(owed)) {
          throw MediaStop.refused("too-large");
        }
        digest.update(piece, 0, length);
        sealing.write(piece, 0, length);
        length = in.readNBytes(piece, 0, piece.length);
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      if (!told(owed, file).stream().allMatch(sha256::equals)) {
        return Optional.empty();
      }
      sealing.finish();
      draft.commit();
      return Optional.of(new EffectOutcome.Kept(type, size, sha256, place.text()));
    }
  }

  private static List<String> told(FetchMedia owed, GraphMedia.Description file) {
    return Stream.of(Digest.read(file.sha256()), Digest.read(owed.claimedSha256()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Lets go of what is under way: it is owed still, and fetched after the next start. */
  @Override
  public void close() {
    workers.shutdownNow();
    graph.close();
  }
}
