package org.tabib.projections.timer;

import org.tabib.engine.timer.TimerTask.Lane;

/** Where the timers of a lane wait. */
public enum TimerTable {
  PROMPT("timer.prompt", Lane.PROMPT),
  PLANNED("timer.planned", Lane.PLANNED);

  /** The name of the one task that db-scheduler knows: what is to be done stands in the row. */
  public static final String TASK = "timer";

  private final String table;
  private final Lane lane;

  TimerTable(String table, Lane lane) {
    this.table = table;
    this.lane = lane;
  }

  /** With its schema. */
  public String table() {
    return table;
  }

  public Lane lane() {
    return lane;
  }

  /** A statement with its table's name in place of {@code %s}. */
  String sql(String statement) {
    return statement.formatted(table);
  }
}
