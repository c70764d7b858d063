/** What drives every read model: batches, poison, lag, health. */
@NullMarked
package org.tabib.projections.run;

import org.jspecify.annotations.NullMarked;
