package org.tabib.engine.queue;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;

/**
 * Why something was done to a ticket or to the day. What staff write may name somebody, so it
 * reaches the queue sealed ({@link Remarks}) and the queue never reads it; what the program itself
 * says is one of a few fixed sentences.
 *
 * <p>Stored as {@code [subject, bytes]} like every private value, or as text: a fixed sentence, or
 * staff's words from the time when version 1 of the events stored them in clear.
 */
@JsonSerialize(using = RemarkJson.Writer.class)
@JsonDeserialize(using = RemarkJson.Reader.class)
public sealed interface Remark permits Remark.Written, Remark.Fixed, EarlierRemark {

  /**
   * By staff.
   *
   * @param words sealed, or erased with whom they speak about; never clear
   */
  record Written(Private<Words> words) implements Remark {
    public Written {
      if (words instanceof Private.Clear) {
        throw new IllegalArgumentException("a remark is sealed before the queue gets it");
      }
    }

    @Override
    public @Nullable String plain() {
      return null;
    }
  }

  /** By the program. */
  enum Fixed implements Remark {
    /** Nobody closed the day before the clinic did. */
    DAY_OVER("the day is over"),
    /** The visit was cancelled in the moment in which its patient came. */
    NO_CHECK_IN("the appointment cannot be checked in"),
    /** Its visit was, by patient or staff. */
    VISIT_CANCELLED("the appointment was cancelled"),
    /** Its visit begins at another time. */
    VISIT_MOVED("the appointment was moved"),
    /** Its visit was given up. */
    VISIT_MISSED("nobody came to the appointment");

    private final String text;

    Fixed(String text) {
      this.text = text;
    }

    @Override
    public String plain() {
      return text;
    }

    @Override
    public @Nullable Private<Words> words() {
      return null;
    }
  }

  /** What is sealed. */
  record Words(String text) {
    @Override
    public String toString() {
      return "Words[…]";
    }
  }

  /** Staff's words; null when the remark is not sealed. */
  @Nullable Private<Words> words();

  /** Text that anybody may read who sees the queue; null when the remark is sealed. */
  @Nullable String plain();
}
