package org.tabib.projections.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who waits for whom in a conversation. Filled message by message, in order. */
final class Pulse {
  /** Who answers. */
  enum Responder {
    BOT,
    STAFF;

    static Responder of(String author) {
      return author.equals("bot") ? BOT : STAFF;
    }
  }

  /** An answer, and how long the person waited for it. */
  record Response(Responder by, boolean first, int bound) {}

  /** Nobody answers these by themselves. */
  private static final Set<String> SILENT = Set.of("reaction", "edit", "revoke", "system");

  /** What of it is stored. */
  record Stored(
      @Nullable String language,
      @Nullable Instant waitingSince,
      boolean answeredByBot,
      boolean answeredByStaff) {
    /** Of a conversation that is not stored yet. */
    static final Stored NOTHING = new Stored(null, null, false, false);
  }

  private Stored before = Stored.NOTHING;
  @Nullable String language;
  @Nullable Instant waitingSince;
  boolean answeredByBot;
  boolean answeredByStaff;

  /** Continues with what is stored. */
  void restore(Stored stored) {
    before = stored;
    language = stored.language();
    waitingSince = stored.waitingSince();
    answeredByBot = stored.answeredByBot();
    answeredByStaff = stored.answeredByStaff();
  }

  /** Whether it must be stored: a turn that is answered at once mostly changes nothing. */
  boolean changed() {
    return !before.equals(new Stored(language, waitingSince, answeredByBot, answeredByStaff));
  }

  /** The person wrote. */
  void heard(String kind, Instant at) {
    if (waitingSince == null && !SILENT.contains(kind)) {
      waitingSince = at;
    }
  }

  /** We wrote; an answer if the person was waiting. */
  Optional<Response> said(String author, Instant at) {
    Instant since = waitingSince;
    if (since == null) {
      return Optional.empty();
    }
    Responder by = Responder.of(author);
    boolean first = by == Responder.BOT ? !answeredByBot : !answeredByStaff;
    answeredByBot |= by == Responder.BOT;
    answeredByStaff |= by == Responder.STAFF;
    waitingSince = null;
    // The provider's clock and ours may differ by a little: never less than nothing.
    Duration waited = since.isBefore(at) ? Duration.between(since, at) : Duration.ZERO;
    return Optional.of(new Response(by, first, ResponseTimes.bound(waited)));
  }
}
