package org.tabib.projections.timer;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig;

/** What practices decided; as this node knows it now. */
@FunctionalInterface
public interface KnownPractices {
  /** The practice with that id; none while this node has not heard of it. */
  Optional<PracticeConfig> byId(String practiceId);

  /**
   * The practice that an entity belongs to.
   *
   * @throws SQLTransientException when it is not known here yet: a node that has just started hears
   *     of it within seconds, so the projection waits and tries again instead of losing the timer
   */
  default PracticeConfig of(String entityId) throws SQLException {
    return byId(Ids.practiceOf(entityId))
        .orElseThrow(() -> new SQLTransientException("a practice is not known to this node yet"));
  }
}
