package org.tabib.edge.display;

/**
 * How the displays are served.
 *
 * @param on whether they are served at all
 * @param viewers how many may be open at this node at the same time
 */
public record DisplaySettings(boolean on, int viewers) {}
