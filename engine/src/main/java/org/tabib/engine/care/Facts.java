package org.tabib.engine.care;

import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Sex;

/**
 * What is known of the patient beside the complaint, each null when it is not known.
 *
 * @param pregnant whether she is pregnant
 */
public record Facts(@Nullable Age age, @Nullable Sex sex, @Nullable Boolean pregnant) {
  /** Nothing is known. */
  public static final Facts UNKNOWN = new Facts(null, null, null);

  /** These, and the others where these say nothing. */
  public Facts or(Facts others) {
    return new Facts(
        age == null ? others.age : age,
        sex == null ? others.sex : sex,
        pregnant == null ? others.pregnant : pregnant);
  }
}
