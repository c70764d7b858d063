package org.tabib.engine.privacy;

import org.tabib.engine.entity.ClusterMessage;

/** What the node that destroyed a person's key tells every other one. */
public record PersonErased(String personId) implements ClusterMessage {}
