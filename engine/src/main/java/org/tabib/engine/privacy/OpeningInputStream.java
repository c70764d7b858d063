package org.tabib.engine.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads what a {@link SealingOutputStream} wrote. Hands out nothing that it has not authenticated;
 * a file that was changed or cut fails with {@link DataKey.WrongKeyException} inside an {@link
 * IOException}. Not thread-safe.
 */
public final class OpeningInputStream extends InputStream {
  private static final int SEALED_CHUNK = SealedFile.CHUNK + SealedFile.TAG;

  private final InputStream in;
  private final SealedFile file;

  /** One more byte than a chunk has tells whether another one follows. */
  private final byte[] sealed = new byte[SEALED_CHUNK + 1];

  private int ahead;
  private byte[] clear = new byte[0];
  private int position;
  private boolean last;

  /**
   * Opens a file and its first chunk.
   *
   * @param key the person's
   * @param context what the file was sealed for
   * @throws IOException when it does not open, too
   */
  public OpeningInputStream(DataKey key, String context, InputStream in) throws IOException {
    this.in = in;
    byte[] header = in.readNBytes(SealedFile.HEADER);
    try {
      this.file = SealedFile.opening(key, context, header);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a sealed file", e);
    }
    next();
  }

  private void next() throws IOException {
    int length = ahead + in.readNBytes(sealed, ahead, sealed.length - ahead);
    last = length <= SEALED_CHUNK;
    try {
      clear = file.open(sealed, Math.min(length, SEALED_CHUNK), last);
    } catch (DataKey.WrongKeyException | IllegalStateException e) {
      throw new IOException("the sealed file was changed, cut, or is another's", e);
    }
    position = 0;
    if (!last) {
      sealed[0] = sealed[SEALED_CHUNK];
      ahead = 1;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == clear.length) {
      if (last) {
        return -1;
      }
      next();
      if (clear.length == 0) {
        return -1;
      }
    }
    int taken = Math.min(length, clear.length - position);
    System.arraycopy(clear, position, bytes, offset, taken);
    position += taken;
    return taken;
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(clear, (byte) 0);
    in.close();
  }
}
