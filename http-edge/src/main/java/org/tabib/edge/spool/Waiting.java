package org.tabib.edge.spool;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.tabib.edge.whatsapp.Intake;
import org.tabib.edge.whatsapp.Parsed;
import org.tabib.edge.whatsapp.QuarantineReason;
import org.tabib.edge.whatsapp.Webhook;
import org.tabib.edge.whatsapp.WebhookParser;

/** A loaded entry on its way to the journal. Known to the drain's thread only. */
final class Waiting {
  /** Where it is. */
  enum State {
    /** Behind others, or resting after a failure. */
    QUEUED,
    READY,
    UNDER_WAY
  }

  final Entry entry;
  final Set<Lane> lanes;
  private final Parsed parsed;
  State state = State.QUEUED;
  int failures;
  Instant firstFailure = Instant.MAX;
  Instant notBefore = Instant.MIN;
  boolean givenUp;

  private Waiting(Entry entry, Parsed parsed, Set<Lane> lanes) {
    this.entry = entry;
    this.parsed = parsed;
    this.lanes = lanes;
  }

  static Waiting of(Entry entry) {
    Parsed parsed =
        entry.readable()
            ? WebhookParser.parse(entry.body())
            : new Parsed.Unreadable(QuarantineReason.UNOPENED);
    return new Waiting(
        entry,
        parsed,
        switch (parsed) {
          case Webhook webhook -> Lane.of(webhook);
          case Parsed.Unreadable unreadable -> Set.of();
        });
  }

  long arrival() {
    return entry.arrival();
  }

  CompletionStage<Intake.Outcome> deliver(Intake intake) {
    if (givenUp) {
      return intake.quarantine(QuarantineReason.UNDELIVERABLE, entry.body());
    }
    return switch (parsed) {
      case Webhook webhook -> intake.take(webhook, entry.body());
      case Parsed.Unreadable unreadable -> intake.quarantine(unreadable.reason(), entry.body());
    };
  }
}
