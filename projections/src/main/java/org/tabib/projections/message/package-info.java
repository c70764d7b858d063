/** The log of messages in and out and how far each has come. */
@NullMarked
package org.tabib.projections.message;

import org.jspecify.annotations.NullMarked;
