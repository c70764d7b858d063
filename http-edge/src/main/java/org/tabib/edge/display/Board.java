package org.tabib.edge.display;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What everybody in a waiting room may see. Numbers, rooms and times: no field here can hold a name
 * or the id of a person. Times are ISO 8601 with the clinic's offset.
 *
 * @param languages tags of the practice's languages, most usual first
 * @param day the clinic's local date
 * @param opensAt the clinic's local time, HH:mm, while it has not opened yet; else null
 * @param points in the order of the configuration
 * @param calls the latest first
 * @param missed labels of tickets that were called and did not come, the latest first
 */
record Board(
    ClinicName clinic,
    List<String> languages,
    String day,
    State state,
    @Nullable String opensAt,
    List<Point> points,
    List<Call> calls,
    List<String> missed) {

  /** How it stands with the day. */
  enum State {
    BEFORE,
    OPEN,
    /** Every service point pauses. */
    PAUSED,
    CLOSED
  }

  /**
   * Which clinic.
   *
   * @param names per language tag
   * @param zone IANA name
   */
  record ClinicName(String id, Map<String, String> names, String zone) {}

  /**
   * A service point.
   *
   * @param names per language tag
   * @param waiting how many wait
   * @param next labels of those who are called next, in that order
   */
  record Point(
      String id,
      String code,
      Map<String, String> names,
      boolean paused,
      int waiting,
      List<String> next) {}

  /**
   * A ticket that was called.
   *
   * @param point id of the service point
   * @param room empty when there is none
   * @param calledAt the latest of its calls
   * @param open whether its holder is still expected in the room
   */
  record Call(String ticket, String point, String room, String calledAt, int calls, boolean open) {}
}
