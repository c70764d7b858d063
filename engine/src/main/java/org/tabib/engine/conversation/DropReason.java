package org.tabib.engine.conversation;

import java.util.Locale;

/** Why staff let a dead letter go. A closed list: free words could say something about a person. */
public enum DropReason {
  /** What it says does not hold any more. */
  OUTDATED,
  /** The person was told in another way. */
  TOLD_OTHERWISE,
  /** The person cannot be reached there, and is not to be tried again. */
  UNREACHABLE,
  /** The person does not want to hear from the practice. */
  UNWANTED,
  /** It should never have been sent. */
  MISTAKE;

  /** As it is stored and shown: {@code told-otherwise}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
