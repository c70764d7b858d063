package org.tabib.edge.api;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;

/** The keys that one response needs: fetched together, used for it, forgotten with it. */
final class Opened {
  /** For values that are clear already. */
  static final Opened NOTHING = new Opened(Map.of());

  private final Map<String, Vault> vaults;

  private Opened(Map<String, Vault> vaults) {
    this.vaults = vaults;
  }

  /** Fetches the keys of everybody these values speak about. */
  static CompletionStage<Opened> with(PersonKeys keys, Stream<? extends Private<?>> values) {
    Collection<String> people =
        values.filter(Private.Sealed.class::isInstance).map(Private::subject).distinct().toList();
    Map<String, Vault> vaults = new ConcurrentHashMap<>();
    CompletableFuture<?>[] all =
        people.stream()
            .map(
                person ->
                    keys.vaultOf(person)
                        .thenAccept(vault -> vaults.put(person, vault))
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all).thenApply(nothing -> new Opened(vaults));
  }

  /** The value in clear; none when the person it speaks about was erased. */
  <T> @Nullable T read(Private<T> value, Class<T> type) {
    Vault vault = vaults.get(value.subject());
    Private<T> opened = vault == null ? value : vault.open(value, type);
    return switch (opened) {
      case Private.Clear<T> clear -> clear.value();
      case Private.Sealed<T> sealed -> null;
      case Private.Erased<T> erased -> null;
    };
  }
}
