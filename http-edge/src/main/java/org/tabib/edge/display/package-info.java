/** The waiting room's display: ticket numbers and rooms for everybody to see, and nothing else. */
@NullMarked
package org.tabib.edge.display;

import org.jspecify.annotations.NullMarked;
