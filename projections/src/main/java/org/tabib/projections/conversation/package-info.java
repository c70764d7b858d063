/** Where every conversation stands. */
@NullMarked
package org.tabib.projections.conversation;

import org.jspecify.annotations.NullMarked;
