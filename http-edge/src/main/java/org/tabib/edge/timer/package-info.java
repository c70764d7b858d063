/** Does what timers say, on every node that hosts entities, each of them once in the cluster. */
@NullMarked
package org.tabib.edge.timer;

import org.jspecify.annotations.NullMarked;
