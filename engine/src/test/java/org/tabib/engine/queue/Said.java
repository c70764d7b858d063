package org.tabib.engine.queue;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.tabib.engine.privacy.Private;

/** Remarks for tests, as sealed as the queue can tell. */
public final class Said {
  private Said() {}

  /** What staff wrote, about that patient or day. */
  public static Remark of(String subject, String words) {
    return new Remark.Written(
        new Private.Sealed<>(subject, words.getBytes(StandardCharsets.UTF_8)));
  }

  /** What staff wrote. */
  public static Remark words(String words) {
    return of("afya.somebody", words);
  }

  /** What a queue has of it. */
  static String read(Remark remark) {
    return remark.words() instanceof Private.Sealed<Remark.Words> sealed
        ? new String(sealed.bytes(), StandardCharsets.UTF_8)
        : Objects.requireNonNull(remark.plain());
  }

  /** Staff's words as they were stored in clear. */
  public static Remark earlier(String words) {
    return new EarlierRemark(words);
  }
}
