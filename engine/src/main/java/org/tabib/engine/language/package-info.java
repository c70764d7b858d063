/**
 * The languages that people write in: texts, words with a meaning, detection, reading of answers
 * and display. Everything about one language lies in the resource folder {@code languages/<tag>/};
 * no code knows which languages there are.
 */
@NullMarked
package org.tabib.engine.language;

import org.jspecify.annotations.NullMarked;
