package org.tabib.engine.entity;

/**
 * Marks commands and replies that travel between nodes; bound to Akka's Jackson CBOR serializer.
 */
public interface ClusterMessage {}
