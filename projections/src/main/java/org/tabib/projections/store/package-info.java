/** The read models' database: pool, migrations, statements over arrays, pages, statistics. */
@NullMarked
package org.tabib.projections.store;

import org.jspecify.annotations.NullMarked;
