/** What was written and said about visits: doctors' records, patients' reviews and updates. */
@NullMarked
package org.tabib.projections.visit;

import org.jspecify.annotations.NullMarked;
