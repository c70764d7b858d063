package org.tabib.projections.run;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells trouble that passes from a statement that will never work, by the class of the SQLSTATE
 * (PostgreSQL documentation, appendix A): no event is to blame for a lost connection.
 */
final class DatabaseTrouble {
  private static final Set<String> PASSING =
      Set.of(
          "08", // connection exception
          "25", // transaction state: a time-out ended the transaction
          "40", // serialization failure, deadlock
          "53", // insufficient resources
          "55", // lock not available
          "57", // operator intervention: shutdown, statement time-out
          "58"); // system error

  private DatabaseTrouble() {}

  /** Whether trying later may help. Unknown errors without a state are the driver's own. */
  static boolean passes(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    return state == null || state.length() < 2 || PASSING.contains(state.substring(0, 2));
  }
}
