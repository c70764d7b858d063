package org.tabib.engine.language;

import com.ibm.icu.util.ULocale;

/**
 * A language that people can choose.
 *
 * @param tag BCP 47 tag and name of its resource folder, for example {@code hi}
 * @param locale locale for formatting, region and numbering system included
 * @param endonym the language's name in itself, for example {@code हिन्दी}
 * @param englishName its name in English, for staff
 */
public record Language(String tag, ULocale locale, String endonym, String englishName) {}
