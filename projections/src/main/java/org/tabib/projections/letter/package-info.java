/** Dead letters: messages that were given up, why, and what became of them. */
@NullMarked
package org.tabib.projections.letter;

import org.jspecify.annotations.NullMarked;
