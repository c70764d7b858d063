package org.tabib.edge.spool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.tabib.edge.database.Presence;

/** A database that comes and goes when the test says so. */
final class ScriptedPresence implements Presence {
  private final List<Runnable> actions = new CopyOnWriteArrayList<>();
  private final AtomicInteger outages = new AtomicInteger();
  private volatile boolean there = true;

  void goes() {
    outages.incrementAndGet();
    there = false;
    actions.forEach(Runnable::run);
  }

  void comesBack() {
    there = true;
  }

  @Override
  public boolean answers() {
    return there;
  }

  @Override
  public int outages() {
    return outages.get();
  }

  @Override
  public void whenAway(Runnable action) {
    actions.add(action);
  }
}
