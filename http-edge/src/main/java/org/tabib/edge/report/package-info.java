/** Reports as files: CSV and PDF. */
@NullMarked
package org.tabib.edge.report;

import org.jspecify.annotations.NullMarked;
