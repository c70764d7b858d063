package org.tabib.engine.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.WaitRange;
import org.tabib.engine.schedule.Slot;

/** What came of performing an {@link Effect}. */
public sealed interface EffectOutcome {
  /** As wished: booked, opened, cancelled, moved. */
  record Done() implements EffectOutcome {}

  /** The slot went to somebody else. @param next free slots that fit, soonest first */
  record Taken(List<Slot> next) implements EffectOutcome {}

  /** It can never be done. @param code the refusal's */
  record Refused(String code) implements EffectOutcome {}

  /**
   * A file was fetched and is kept.
   *
   * @param mediaType what it is by its content
   * @param bytes its size before sealing
   * @param sha256 of its content, in lower-case hex
   * @param storageKey where the object store has it
   */
  record Kept(String mediaType, long bytes, String sha256, String storageKey)
      implements EffectOutcome {}

  /**
   * There is a number in a queue.
   *
   * @param ahead how many wait before it
   * @param range none where no wait is told
   */
  record Ticketed(String queueId, String label, int ahead, @Nullable WaitRange range)
      implements EffectOutcome {}

  /** Not now: to be tried again after a while. @param reason a short code */
  record Later(String reason) implements EffectOutcome {}

  /**
   * What a refusal comes to: every one is final but that somebody does not answer now.
   *
   * @throws IllegalStateException if that is so: the effect is performed again then
   */
  static EffectOutcome of(Refusal refusal) {
    if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
      throw new IllegalStateException("unavailable: " + refusal.code());
    }
    return new Refused(refusal.code());
  }
}
