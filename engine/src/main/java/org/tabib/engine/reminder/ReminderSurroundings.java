package org.tabib.engine.reminder;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.privacy.Vault;

/** What a reminder needs from outside. */
public interface ReminderSurroundings {
  /** The patient's key as it is now: one that was destroyed is not in it. */
  CompletionStage<Vault> keysOf(String patientId);

  /**
   * Has the plan's conversation say it; idempotent by the notice's id. Fails when nobody can tell
   * now, and must be tried again then.
   */
  CompletionStage<Telling> tell(DueNotice notice);

  /** The earliest instant at or after that one outside the practice's quiet hours. */
  Instant outsideQuietHours(ReminderPlan plan, Instant instant);
}
