package org.tabib.edge.live;

import org.tabib.projections.live.LiveChange;

/** What a watcher is told. */
public sealed interface LiveSignal {
  /** Where to go on after a break: hand it to {@link LiveHub#watch}. Opaque. */
  String place();

  /** It begins: whatever is loaded from now on is no older than what is told from here on. */
  record Begun(String place) implements LiveSignal {}

  /** What happened since the watcher's last place is not known any more: load everything anew. */
  record Reset(String place) implements LiveSignal {}

  /** Something has changed. The same may be told twice. */
  record Changed(String place, LiveChange change) implements LiveSignal {}

  /** Nothing has changed. */
  record Quiet(String place) implements LiveSignal {}
}
