/** What those who run a node ask it: is it alive, is it ready, how is it doing. */
@NullMarked
package org.tabib.edge.ops;

import org.jspecify.annotations.NullMarked;
