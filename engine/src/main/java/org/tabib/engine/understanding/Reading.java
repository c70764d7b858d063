package org.tabib.engine.understanding;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Assessment;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Sex;
import org.tabib.engine.language.TimeOfDay;
import org.tabib.engine.language.Word;

/**
 * What was read in a text. What was not found is null or empty; nothing is guessed.
 *
 * @param language the language it is written in; null when that cannot be told
 * @param intent what it asks for or answers
 * @param care complaints, urgency and specialty
 * @param name a person's name; only read when asked for, since any words could be one
 * @param age of the patient
 * @param sex of the patient
 * @param dates the days it can mean, the earliest first; more than one when a word such as "kal"
 *     leaves it open. They can be past
 * @param time a time of day or a part of the day
 */
public record Reading(
    @Nullable Language language,
    @Nullable Word intent,
    Assessment care,
    @Nullable String name,
    @Nullable Age age,
    @Nullable Sex sex,
    List<LocalDate> dates,
    @Nullable TimeOfDay time) {
  public Reading {
    dates = List.copyOf(dates);
  }

  /** The one day that is meant; null when there is none or when it must be asked which. */
  public @Nullable LocalDate date() {
    return dates.size() == 1 ? dates.get(0) : null;
  }

  @Override
  public String toString() {
    return "Reading[…]";
  }
}
