package org.tabib.projections.owed;

import java.time.Instant;

/**
 * An entity that owes something, in the order in which debtors are found: by when their longest due
 * debt fell due, then by id.
 *
 * @param due when its longest due debt fell due
 */
public record Debtor(String id, Instant due) {
  /** Before all of them. */
  public static final Debtor NOBODY = new Debtor("", Instant.EPOCH);
}
