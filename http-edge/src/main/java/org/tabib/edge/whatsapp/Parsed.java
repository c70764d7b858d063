package org.tabib.edge.whatsapp;

/** What became of a payload's bytes. */
public sealed interface Parsed permits Webhook, Parsed.Unreadable {

  /** Nothing in it could be understood: the raw bytes are to be kept. */
  record Unreadable(QuarantineReason reason) implements Parsed {}
}
