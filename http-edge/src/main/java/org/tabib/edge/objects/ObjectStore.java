package org.tabib.edge.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Keeps byte strings under keys. What it is given is sealed already. All methods block, and may be
 * called from any thread.
 */
public interface ObjectStore {

  /**
   * Begins an object. It appears under its key, whole and durable, when the draft is committed, in
   * the place of whatever was there.
   */
  Draft draft(ObjectKey key) throws IOException;

  /** The object, to be closed by the caller; none when there is none. */
  Optional<InputStream> open(ObjectKey key) throws IOException;

  /** Takes an object away; nothing happens when there is none. */
  void delete(ObjectKey key) throws IOException;

  boolean exists(ObjectKey key) throws IOException;

  /** An object that is being written. Confined to one thread. */
  interface Draft extends AutoCloseable {

    /** What is written here becomes the object. */
    OutputStream out();

    /** The object is there, durably, when this returns. */
    void commit() throws IOException;

    /** Discards what was not committed. */
    @Override
    void close() throws IOException;
  }
}
