package org.tabib.edge.display;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueSetup;

/**
 * A clinic that has a queue.
 *
 * @param languages tags of the practice's languages, most usual first
 */
record Place(
    String clinicId,
    Map<String, String> names,
    ZoneId zone,
    List<String> languages,
    QueueSetup setup) {

  /** The clinic with that id; empty when nobody knows it, or when it has no queue. */
  static Optional<Place> of(Practices practices, String clinicId) {
    return practiceOf(clinicId).flatMap(practices::byId).flatMap(it -> of(it, clinicId));
  }

  static Optional<Place> of(PracticeConfig practice, String clinicId) {
    return practice
        .clinic(clinicId)
        .flatMap(
            clinic ->
                Optional.ofNullable(clinic.queue())
                    .map(
                        setup ->
                            new Place(
                                clinic.id(),
                                clinic.names(),
                                clinic.zone(),
                                practice.languages(),
                                setup)));
  }

  /** What stands in an address can be anything. */
  private static Optional<String> practiceOf(String clinicId) {
    try {
      return Optional.of(Ids.practiceOf(clinicId));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Its queue at that time: of the day that it is there. */
  QueueId queue(Instant now) {
    return QueueId.of(clinicId, LocalDate.ofInstant(now, zone));
  }
}
