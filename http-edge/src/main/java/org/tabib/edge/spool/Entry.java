package org.tabib.edge.spool;

import java.time.Instant;

/**
 * A webhook that waits. Personal data.
 *
 * @param arrival its place in the order of arrival; unique in a spool
 * @param size what it takes on disk, in bytes
 * @param body as it was signed; when it could not be opened, the sealed bytes
 * @param readable whether the body could be opened
 */
record Entry(long arrival, Instant receivedAt, long size, byte[] body, boolean readable) {
  @Override
  public String toString() {
    return "Entry[" + arrival + ", " + size + " bytes]";
  }
}
