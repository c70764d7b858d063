/** The PostgreSQL behind a node: a real one, or an embedded one in the data directory. */
@NullMarked
package org.tabib.edge.database;

import org.jspecify.annotations.NullMarked;
