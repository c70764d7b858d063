package org.tabib.edge.database;

/** Whether PostgreSQL is there, as a probe saw it a moment ago. */
public interface Presence {
  /** Cheap: one volatile read. */
  boolean answers();

  /** How often it has gone away so far: who sees the same number twice had it all the while. */
  int outages();

  /** Runs that whenever the database is seen to go away. It must not block. */
  void whenAway(Runnable action);
}
