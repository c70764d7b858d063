package org.tabib.engine.conversation;

import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.number.Precision;
import com.ibm.icu.util.MeasureUnit;
import org.tabib.engine.language.Language;

/** Distances as people of a place write them (CLDR). */
final class Distance {
  private static final int KILOMETRE = 1000;

  private Distance() {}

  /** For example {@code 350 m}, {@code 2.3 km} or {@code 124 km}. */
  static String shown(Language language, long metres) {
    boolean near = metres < KILOMETRE;
    return NumberFormatter.withLocale(language.locale())
        .unit(near ? MeasureUnit.METER : MeasureUnit.KILOMETER)
        .unitWidth(UnitWidth.SHORT)
        .precision(Precision.maxSignificantDigits(metres < 10 * KILOMETRE ? 2 : 3))
        .format(near ? metres : metres / (double) KILOMETRE)
        .toString();
  }
}
