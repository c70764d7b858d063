package org.tabib.engine.practice;

import org.tabib.engine.entity.ClusterMessage;

/**
 * What a practice tells every node about itself.
 *
 * @param revision how many configurations there were; a later one supersedes
 */
public record PracticeChanged(PracticeConfig config, long revision) implements ClusterMessage {}
