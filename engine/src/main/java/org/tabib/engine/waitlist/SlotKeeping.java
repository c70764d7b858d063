package org.tabib.engine.waitlist;

import java.util.concurrent.CompletionStage;
import org.tabib.engine.schedule.Slot;

/** What a waiting list asks of its surroundings before it offers a time, and after. */
interface SlotKeeping {

  /**
   * Sees whether the person still needs the time, and has its schedule keep it for them. Repeating
   * it is harmless: the hold is known by the offer's id.
   *
   * @param holder who holds it in the list's name: one time, one hold
   * @return completes exceptionally when somebody does not answer now
   */
  CompletionStage<Found> keep(String holder, WaitingDecider.Step.Keep keep, ClinicTerms terms);

  /** Gives a time back that nobody wants; it would come back by itself a little later. */
  void release(Slot slot, String offerId);
}
