/** Messages in and out, the channel port, receipts and retry policy. */
@NullMarked
package org.tabib.engine.delivery;

import org.jspecify.annotations.NullMarked;
