/** Courses and care reminders as they stand. */
@NullMarked
package org.tabib.projections.reminder;

import org.jspecify.annotations.NullMarked;
