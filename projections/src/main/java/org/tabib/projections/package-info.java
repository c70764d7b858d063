/** Root of the projections module. */
@NullMarked
package org.tabib.projections;

import org.jspecify.annotations.NullMarked;
