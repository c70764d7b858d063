package org.tabib.engine.delivery;

/**
 * The life of an outbound message, a lattice: QUEUED &lt; SENT &lt; DELIVERED &lt; READ &lt;
 * PLAYED. FAILED ends an attempt and stands above SENT; a later DELIVERED or READ supersedes it,
 * because a person may have several devices. Late or repeated receipts never go backwards.
 */
public enum DeliveryStatus {
  QUEUED,
  SENT,
  FAILED,
  DELIVERED,
  READ,
  PLAYED;

  /** Whether a receipt with {@code next} moves a message that stands at this status. */
  public boolean movesTo(DeliveryStatus next) {
    return next.ordinal() > ordinal();
  }
}
