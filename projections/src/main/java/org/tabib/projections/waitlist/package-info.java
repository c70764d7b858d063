/** Who waits for a time that becomes free. */
@NullMarked
package org.tabib.projections.waitlist;

import org.jspecify.annotations.NullMarked;
