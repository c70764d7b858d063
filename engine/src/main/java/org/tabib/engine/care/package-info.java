/**
 * What a described complaint calls for: the specialty, the urgency and the red flags. Recognition
 * only, from reviewed rules; it never diagnoses.
 */
@NullMarked
package org.tabib.engine.care;

import org.jspecify.annotations.NullMarked;
