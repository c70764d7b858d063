package org.tabib.engine.privacy;

/** Something done to every private value of an event or state: sealing or opening. */
public interface PrivateMapping {
  <T> Private<T> apply(Private<T> value, Class<T> type);

  /** Seals with the keys of that vault. */
  static PrivateMapping sealing(Vault vault) {
    return new PrivateMapping() {
      @Override
      public <T> Private<T> apply(Private<T> value, Class<T> type) {
        return vault.seal(value);
      }
    };
  }

  /** Opens with the keys of that vault; without the key a value reads as erased. */
  static PrivateMapping opening(Vault vault) {
    return new PrivateMapping() {
      @Override
      public <T> Private<T> apply(Private<T> value, Class<T> type) {
        return vault.open(value, type);
      }
    };
  }
}
