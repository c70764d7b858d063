/** A clinic's day: tickets, their order, who is called, how long it takes (QUEUE-1 to QUEUE-6). */
@NullMarked
package org.tabib.engine.queue;

import org.jspecify.annotations.NullMarked;
