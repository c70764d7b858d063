/** Changes as they happen, to those who watch: server-sent events. */
@NullMarked
package org.tabib.edge.live;

import org.jspecify.annotations.NullMarked;
