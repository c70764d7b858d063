package org.tabib.engine.delivery;

/**
 * Where a person can be reached on a channel. Personal data: {@link #toString()} shows the kind
 * only.
 *
 * @param value for {@link Kind#PHONE} digits without '+' (as {@code wa_id}); for {@link Kind#BSUID}
 *     the business-scoped user id as received
 */
public record Address(Kind kind, String value) {
  /** What the value is. */
  public enum Kind {
    PHONE,
    BSUID
  }

  /** What the directory hashes: kind and value, so that equal digits of two kinds differ. */
  public String canonical() {
    return kind.name() + ":" + value;
  }

  @Override
  public String toString() {
    return "Address[" + kind + "]";
  }
}
