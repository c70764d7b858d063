/**
 * What a message says, read in one place: the dialogue, the API and the evaluation all ask here, so
 * that what is measured is what runs.
 */
@NullMarked
package org.tabib.engine.understanding;

import org.jspecify.annotations.NullMarked;
