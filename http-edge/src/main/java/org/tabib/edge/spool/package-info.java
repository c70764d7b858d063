/** Webhooks on this node's own disk while PostgreSQL is away, and their way into the journal. */
@NullMarked
package org.tabib.edge.spool;

import org.jspecify.annotations.NullMarked;
