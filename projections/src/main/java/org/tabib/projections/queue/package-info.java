/** Clinics' queues: tickets, days, what happened, and what the numbers say. */
@NullMarked
package org.tabib.projections.queue;

import org.jspecify.annotations.NullMarked;
