/** Who waits for a time that becomes free at a clinic: the WaitingList entity (BOOK-5). */
@NullMarked
package org.tabib.engine.waitlist;

import org.jspecify.annotations.NullMarked;
