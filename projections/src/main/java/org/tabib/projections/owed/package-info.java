/** Which entities owe work: whom to wake after a crash. */
@NullMarked
package org.tabib.projections.owed;

import org.jspecify.annotations.NullMarked;
