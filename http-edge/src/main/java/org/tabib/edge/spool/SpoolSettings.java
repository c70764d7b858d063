package org.tabib.edge.spool;

import java.nio.file.Path;

/**
 * Where the spool is and how much it takes.
 *
 * @param on off: nothing new is taken; what an earlier run left is drained all the same
 * @param folder of this process alone
 * @param maxBytes sealed bodies on disk, at most
 * @param maxEntries webhooks on disk, at most
 */
public record SpoolSettings(boolean on, Path folder, long maxBytes, long maxEntries) {}
