package org.tabib.edge.whatsapp;

/** Why something signed could not be understood; it is kept raw and counted by this. */
public enum QuarantineReason {
  /** Not one JSON document, or one beyond the parser's limits: the whole payload is kept. */
  UNPARSEABLE,
  /** JSON, but the payload or one of its parts is not the object that belongs there. */
  NOT_AN_OBJECT,
  /** No phone-number id says whose message it is. */
  NO_ACCOUNT,
  /** Neither a telephone number nor a business-scoped id says who wrote. */
  NO_SENDER,
  /** No provider id, or an absurdly long one: duplicates could not be recognised. */
  BAD_ID,
  /** The time is missing or not Unix seconds. */
  BAD_TIMESTAMP,
  /** A known kind of content lacks what it must have. */
  BAD_CONTENT,
  /** The phone-number id belongs to no practice; decided behind the parser. */
  UNKNOWN_ACCOUNT,
  /** A receipt of a message that is not (yet) known here; decided behind the parser. */
  UNKNOWN_MESSAGE,
  /** An entry of the spool failed again and again while others went through. */
  UNDELIVERABLE,
  /** An entry of the spool was changed on disk: what is kept are the sealed bytes. */
  UNOPENED
}
