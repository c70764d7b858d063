package org.tabib.projections.search;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tabib.engine.privacy.KeyRing;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.TokenHasher;
import org.tabib.engine.privacy.Vault;

/** What opens messages for indexing and hashes their words. */
public interface SearchKeys {
  /** Longer than a look-up ever takes; the batch is tried again afterwards. */
  long PATIENCE_SECONDS = 10;

  /** The keys of these people, all at once, at most a minute old. Blocks. */
  Map<String, Vault> vaults(Collection<String> people) throws SQLException;

  /** Makes the practice's tokens; for one thread. */
  TokenHasher hasher(String practice);

  /** From the engine's keys. */
  static SearchKeys of(PersonKeys keys, KeyRing ring) {
    return new SearchKeys() {
      @Override
      public Map<String, Vault> vaults(Collection<String> people) throws SQLException {
        Map<String, CompletableFuture<Vault>> asked = new HashMap<>();
        people.forEach(person -> asked.put(person, keys.vaultOf(person).toCompletableFuture()));
        Map<String, Vault> vaults = new HashMap<>();
        for (Map.Entry<String, CompletableFuture<Vault>> one : asked.entrySet()) {
          vaults.put(one.getKey(), got(one.getValue()));
        }
        return vaults;
      }

      @Override
      public TokenHasher hasher(String practice) {
        return ring.searchHasher(practice);
      }
    };
  }

  private static Vault got(CompletableFuture<Vault> asked) throws SQLException {
    try {
      return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      // No event is to blame for it: the slice tries again, and does not stop.
      throw new SQLTransientException("keys cannot be loaded", e.getCause());
    } catch (TimeoutException e) {
      throw new SQLTransientException("keys were not loaded in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientException("interrupted while keys were loaded", e);
    }
  }
}
