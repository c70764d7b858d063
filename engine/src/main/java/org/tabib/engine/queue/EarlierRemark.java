package org.tabib.engine.queue;

import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;

/** Staff's words as version 1 of the events had them, in clear: only ever read from storage. */
record EarlierRemark(String plain) implements Remark {
  @Override
  public @Nullable Private<Words> words() {
    return null;
  }

  @Override
  public String toString() {
    return "EarlierRemark[…]";
  }
}
