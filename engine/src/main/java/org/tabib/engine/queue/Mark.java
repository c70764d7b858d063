package org.tabib.engine.queue;

import java.time.Instant;

/**
 * Who did something, by which command, when.
 *
 * @param commandId as the command had it; several events can come from one command
 * @param by id of a member of staff or a contact, or {@code system}; never a name
 */
public record Mark(String commandId, String by, Instant at) {
  /** What {@code by} is when nobody in particular did it. */
  public static final String SYSTEM = "system";
}
