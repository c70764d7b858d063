package org.tabib.engine.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;

/**
 * Seals what is written and passes it on, chunk by chunk. Only {@link #finish} makes it complete:
 * what is closed without it does not open, so that a failure half-way cannot pass for a whole file.
 * Not thread-safe.
 */
public final class SealingOutputStream extends OutputStream {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OutputStream out;
  private final SealedFile file;
  private final byte[] chunk = new byte[SealedFile.CHUNK];
  private int filled;
  private boolean finished;

  /**
   * @param key the person's
   * @param context what the file is, for example its identifier: needed again to open it
   */
  public SealingOutputStream(DataKey key, String context, OutputStream out) throws IOException {
    this(key, context, out, salt());
  }

  SealingOutputStream(DataKey key, String context, OutputStream out, byte[] salt)
      throws IOException {
    this.out = out;
    this.file = SealedFile.of(key, context, salt);
    out.write(file.header());
  }

  private static byte[] salt() {
    byte[] salt = new byte[SealedFile.SALT];
    RANDOM.nextBytes(salt);
    return salt;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (finished) {
      throw new IOException("the sealed file is finished");
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      // A full chunk waits for what follows: only then is it known not to be the last.
      if (filled == chunk.length) {
        out.write(file.seal(chunk, filled, false));
        filled = 0;
      }
      int taken = Math.min(left, chunk.length - filled);
      System.arraycopy(bytes, from, chunk, filled, taken);
      filled += taken;
      from += taken;
      left -= taken;
    }
  }

  /** Writes the last chunk. Nothing can be written after it. */
  public void finish() throws IOException {
    if (!finished) {
      out.write(file.seal(chunk, filled, true));
      finished = true;
    }
    out.flush();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Closes what it writes to; does not finish. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
