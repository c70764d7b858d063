/** Medication courses and care reminders: what is due when, and the Reminder entity. */
@NullMarked
package org.tabib.engine.reminder;

import org.jspecify.annotations.NullMarked;
