package org.tabib.projections.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * How the projections run: {@code tabib.projections} in {@code projections.conf}.
 *
 * @param batchSize the most events in one transaction
 * @param batchWindow how long a batch is filled
 * @param retryFirst pause after the first failure of a slice that may pass, doubled from then on
 * @param retryMost longest pause
 * @param look how often lag is looked at
 * @param analyze see {@link TableStatistics}
 * @param role the cluster role whose nodes run the projections; empty for all
 */
public record ProjectionSettings(
    int batchSize,
    Duration batchWindow,
    Duration retryFirst,
    Duration retryMost,
    Duration look,
    Duration analyze,
    String role) {
  public ProjectionSettings {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch-size is at least 1, not " + batchSize);
    }
  }

  /**
   * @throws ConfigException with the path of what is missing or wrong
   */
  public static ProjectionSettings from(Config root) {
    Config config = root.getConfig("tabib.projections");
    int batchSize = config.getInt("batch-size");
    if (batchSize < 1) {
      throw new ConfigException.BadValue(
          config.origin(), "tabib.projections.batch-size", "at least 1, not " + batchSize);
    }
    return new ProjectionSettings(
        batchSize,
        config.getDuration("batch-window"),
        config.getDuration("retry.first"),
        config.getDuration("retry.most"),
        config.getDuration("health-interval"),
        config.getDuration("statistics-interval"),
        config.getString("role"));
  }
}
