/** Timers: written from events, in the transaction that counts the events. */
@NullMarked
package org.tabib.projections.timer;

import org.jspecify.annotations.NullMarked;
