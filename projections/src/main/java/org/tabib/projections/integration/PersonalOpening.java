package org.tabib.projections.integration;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;
import org.tabib.projections.run.Recorded;

/** Opens what is private with keys that were fetched for the whole batch. */
final class PersonalOpening implements Opening {
  private final Map<String, Vault> vaults;

  private PersonalOpening(Map<String, Vault> vaults) {
    this.vaults = vaults;
  }

  /** Gives the keys of many people at once; those of erased people are not in their vaults. */
  @FunctionalInterface
  interface Keys {
    Map<String, Vault> of(Collection<String> people) throws SQLException;
  }

  /**
   * Fetches the keys of everybody whom the batch speaks about, once. Blocks.
   *
   * @param mapping asked once in vain to find out who they are
   */
  static <E> Opening of(List<Recorded<E>> batch, EventMapping<E> mapping, Keys keys)
      throws SQLException {
    Subjects subjects = new Subjects();
    for (Recorded<E> event : batch) {
      try {
        mapping.map(event, subjects);
      } catch (RuntimeException e) {
        // Mapping it in earnest fails as well and names the event; nothing behind it goes out.
        break;
      }
    }
    return new PersonalOpening(subjects.found.isEmpty() ? Map.of() : keys.of(subjects.found));
  }

  @Override
  public <T> @Nullable T open(Private<T> value, Class<T> type) {
    Vault vault = vaults.get(value.subject());
    return vault != null && vault.open(value, type) instanceof Private.Clear<T> clear
        ? clear.value()
        : null;
  }

  /** Opens nothing, and remembers whose keys would be needed. */
  private static final class Subjects implements Opening {
    private final Set<String> found = new HashSet<>();

    @Override
    public <T> @Nullable T open(Private<T> value, Class<T> type) {
      if (value instanceof Private.Sealed<T>) {
        found.add(value.subject());
      }
      return null;
    }
  }
}
