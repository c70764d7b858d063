package org.tabib.edge.whatsapp;

import java.util.concurrent.CompletionStage;

/** Where verified webhooks go. Answered only when nothing of them can be lost any more. */
public interface Intake {

  /**
   * Takes everything in a webhook.
   *
   * @param raw the body as it was signed, for whatever has to be kept as received
   */
  CompletionStage<Outcome> take(Webhook webhook, byte[] raw);

  /** Keeps a signed body that could not be read. */
  CompletionStage<Outcome> quarantine(QuarantineReason reason, byte[] raw);

  /** What the provider is told. */
  enum Outcome {
    /** Every item is in the journal, in quarantine or in the spool: the provider may forget it. */
    DURABLE,
    /** At least one item is not: the provider shall try again. */
    UNAVAILABLE
  }
}
