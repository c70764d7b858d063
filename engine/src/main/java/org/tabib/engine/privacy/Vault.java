package org.tabib.engine.privacy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.privacy.Private.Clear;
import org.tabib.engine.privacy.Private.Erased;
import org.tabib.engine.privacy.Private.Sealed;

/**
 * The data keys that one entity works with: its own person's and, in a guardian's conversation,
 * those of dependants. Confined to the entity: not thread-safe.
 */
public final class Vault {
  private final Map<String, DataKey> keys;

  public Vault(Map<String, DataKey> keys) {
    this.keys = keys.size() == 1 ? Map.copyOf(keys) : new HashMap<>(keys);
  }

  /** The person's key; none when the person is erased. */
  public Optional<DataKey> keyOf(String subject) {
    return Optional.ofNullable(keys.get(subject));
  }

  /** A vault that can read everything this one can and that person too. */
  public Vault with(String subject, DataKey key) {
    Map<String, DataKey> more = new HashMap<>(keys);
    more.put(subject, key);
    return new Vault(more);
  }

  public boolean knows(String subject) {
    return keys.containsKey(subject);
  }

  /**
   * Seals a clear value under its subject's key; others are returned as they are.
   *
   * @throws IllegalStateException if the subject's key is not here: nothing may be written then
   */
  public <T> Private<T> seal(Private<T> value) {
    return switch (value) {
      case Clear<T> clear -> {
        DataKey key = keys.get(clear.subject());
        if (key == null) {
          throw new IllegalStateException("no key for the subject of a value to be sealed");
        }
        yield new Sealed<>(
            clear.subject(), key.seal(clear.subject(), SealedCodec.encode(clear.value())));
      }
      case Sealed<T> sealed -> sealed;
      case Erased<T> erased -> erased;
    };
  }

  /** Opens a sealed value; reads as erased when the key is gone. */
  public <T> Private<T> open(Private<T> value, Class<T> type) {
    return switch (value) {
      case Sealed<T> sealed -> {
        DataKey key = keys.get(sealed.subject());
        yield key == null
            ? new Erased<>(sealed.subject())
            : new Clear<>(
                sealed.subject(),
                SealedCodec.decode(key.open(sealed.subject(), sealed.bytes()), type));
      }
      case Clear<T> clear -> clear;
      case Erased<T> erased -> erased;
    };
  }
}
