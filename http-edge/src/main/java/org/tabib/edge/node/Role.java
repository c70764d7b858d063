package org.tabib.edge.node;

import java.util.Locale;

/** What a node does in its cluster. A node has one role or several; a single node has all. */
public enum Role {
  /** Answers webhooks, the API and, in demo mode, the simulator. */
  EDGE,

  /** Hosts the entities: conversations, schedules, visits, patients, practices. */
  ENGINE,

  /** Fills the read models and wakes entities that owe work. */
  PROJECTIONS;

  /** Its name in the cluster and in {@code TABIB_ROLES}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
