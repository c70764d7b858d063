/** One running node: settings, start and stop, and what ties the parts together. */
@NullMarked
package org.tabib.edge.node;

import org.jspecify.annotations.NullMarked;
