package org.tabib.projections.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tables that are filled from one entity type's events.
 *
 * <p>A handler folds a batch per key in memory and writes it with one statement per table. However
 * a sequence of events is cut into batches, the rows are the same in the end. It keeps no state
 * between batches, reads no clock, and does not commit: rows and offset change together.
 *
 * @param <E> the entity's events
 */
public interface ReadModel<E> {

  /**
   * Writes a batch.
   *
   * @param batch in the order of the journal; one entity's events in their own order
   */
  void write(Connection connection, List<Recorded<E>> batch) throws SQLException;

  /**
   * What a rebuild empties: tables that nothing else fills, with their schema. None for a model
   * whose rows are acted upon; it must then bear to read events again.
   */
  List<String> tables();
}
