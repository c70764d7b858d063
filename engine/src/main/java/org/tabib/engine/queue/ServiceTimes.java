package org.tabib.engine.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one day teaches about how long patients take and whether they come, and what the days before
 * it taught. Service times by service point, within it by doctor, within that by hour of the day.
 * Bounded by doctors, hours and rooms. What follows from it is {@link Expectation}'s.
 *
 * @param tallies by {@code point}, {@code point|doctor} and {@code point|doctor|hour}
 * @param came how many who were called came, by service point
 * @param missed how many did not
 * @param absences how long rooms waited for those, by service point
 * @param calls who was last called to each room, by {@code point|room}
 * @param earlier as the day's first event has it
 */
record ServiceTimes(
    Map<String, Tally> tallies,
    Map<String, Integer> came,
    Map<String, Integer> missed,
    Map<String, Tally> absences,
    Map<String, Call> calls,
    Shown earlier) {
  static final ServiceTimes NONE =
      new ServiceTimes(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Shown.NOTHING);

  /** Shorter: pressed by mistake. Longer: forgotten to press. */
  private static final long SHORTEST = 20;

  private static final long LONGEST = 4 * 3600;

  /** A room that waits longer for somebody does something else meanwhile. */
  private static final long LONGEST_ABSENCE = 3600;

  ServiceTimes {
    tallies = kept(tallies);
    came = kept(came);
    missed = kept(missed);
    // Snapshots of earlier releases have none of these.
    absences = absences == null ? Map.of() : kept(absences);
    calls = calls == null ? Map.of() : kept(calls);
    earlier = earlier == null ? Shown.NOTHING : earlier;
  }

  /**
   * A call to a room.
   *
   * @param since the first call, not a recall
   */
  record Call(String label, Instant since) {}

  /** The day begins with that. */
  ServiceTimes after(Shown earlierDays) {
    return new ServiceTimes(tallies, came, missed, absences, calls, earlierDays);
  }

  /** One service more. */
  ServiceTimes with(String point, @Nullable String doctor, Instant from, Instant to, ZoneId zone) {
    return changed(point, doctor, from, to, zone, true);
  }

  /** That service was taken back. */
  ServiceTimes without(
      String point, @Nullable String doctor, Instant from, Instant to, ZoneId zone) {
    return changed(point, doctor, from, to, zone, false);
  }

  private ServiceTimes changed(
      String point, @Nullable String doctor, Instant from, Instant to, ZoneId zone, boolean more) {
    long seconds = Duration.between(from, to).toSeconds();
    if (seconds < SHORTEST || seconds > LONGEST) {
      return this;
    }
    Map<String, Tally> next = new LinkedHashMap<>(tallies);
    for (String key : keys(point, doctor, from, zone)) {
      next.put(key, next.getOrDefault(key, Tally.NONE).changed(seconds, more));
    }
    return new ServiceTimes(next, came, missed, absences, calls, earlier);
  }

  ServiceTimes came(String point, int by) {
    return new ServiceTimes(tallies, counted(came, point, by), missed, absences, calls, earlier);
  }

  /** That ticket is called to its room for the first time. */
  ServiceTimes called(Ticket ticket, Instant at) {
    Map<String, Call> next = new LinkedHashMap<>(calls);
    next.put(door(ticket), new Call(ticket.label(), at));
    return new ServiceTimes(tallies, came, missed, absences, next, earlier);
  }

  /** Nobody came with that ticket, which is missed now. */
  ServiceTimes missed(Ticket ticket) {
    return missed(ticket, true);
  }

  /** That it was missed was taken back. */
  ServiceTimes notMissed(Ticket ticket) {
    return missed(ticket, false);
  }

  private ServiceTimes missed(Ticket ticket, boolean more) {
    String point = ticket.servicePointId();
    Map<String, Tally> next = new LinkedHashMap<>(absences);
    Instant since = waitedForSince(ticket);
    Instant until = ticket.missedAt();
    if (since != null && until != null) {
      long seconds = Duration.between(since, until).toSeconds();
      if (seconds >= 0 && seconds <= LONGEST_ABSENCE) {
        next.put(point, next.getOrDefault(point, Tally.NONE).changed(seconds, more));
      }
    }
    Map<String, Integer> counts = counted(missed, point, more ? 1 : -1);
    return new ServiceTimes(tallies, came, counts, next, calls, earlier);
  }

  /** Since when its room waits for that ticket; null when the room has called somebody else. */
  @Nullable Instant waitedForSince(Ticket ticket) {
    Call call = calls.get(door(ticket));
    return call == null || !call.label().equals(ticket.label()) ? null : call.since();
  }

  /**
   * This day alone, without those before it.
   *
   * @param tickets all of the day
   */
  Shown shown(Collection<Ticket> tickets, ZoneId zone) {
    Map<String, Double> arrivals = new LinkedHashMap<>();
    for (Ticket ticket : tickets) {
      arrivals.merge(
          arrival(ticket.servicePointId(), ticket.urgency(), ticket.issuedAt(), zone),
          1.0,
          Double::sum);
    }
    return new Shown(
        measured(tallies), measured(absences), positive(came), positive(missed), arrivals, 1);
  }

  static String arrival(String point, Urgency urgency, Instant at, ZoneId zone) {
    return point + "|" + urgency + "|" + at.atZone(zone).getHour();
  }

  static String[] keys(String point, @Nullable String doctor, Instant at, ZoneId zone) {
    String byDoctor = point + "|" + (doctor == null ? "" : doctor);
    return new String[] {point, byDoctor, byDoctor + "|" + at.atZone(zone).getHour()};
  }

  private static String door(Ticket ticket) {
    return ticket.servicePointId() + "|" + ticket.room();
  }

  private static Map<String, Measured> measured(Map<String, Tally> tallies) {
    Map<String, Measured> all = new LinkedHashMap<>();
    tallies.forEach(
        (key, tally) -> {
          if (tally.count() > 0) {
            all.put(key, tally.measured());
          }
        });
    return all;
  }

  private static Map<String, Double> positive(Map<String, Integer> counts) {
    Map<String, Double> all = new LinkedHashMap<>();
    counts.forEach(
        (key, count) -> {
          if (count > 0) {
            all.put(key, (double) count);
          }
        });
    return all;
  }

  private static Map<String, Integer> counted(Map<String, Integer> counts, String key, int by) {
    Map<String, Integer> next = new LinkedHashMap<>(counts);
    next.merge(key, by, Integer::sum);
    return next;
  }

  /** In the order in which things came, also after a restart. */
  private static <V> Map<String, V> kept(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
