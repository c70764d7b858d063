package org.tabib.engine.conversation;

import java.util.List;
import org.tabib.engine.schedule.Slot;

/** What came of performing an {@link Effect}. */
public sealed interface EffectOutcome {
  /** As wished: booked, opened, cancelled, moved. */
  record Done() implements EffectOutcome {}

  /** The slot went to somebody else. @param next free slots that fit, soonest first */
  record Taken(List<Slot> next) implements EffectOutcome {}

  /** It can never be done. @param code the refusal's */
  record Refused(String code) implements EffectOutcome {}
}
