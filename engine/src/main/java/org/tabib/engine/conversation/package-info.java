/** One contact on one channel account: the Conversation entity. */
@NullMarked
package org.tabib.engine.conversation;

import org.jspecify.annotations.NullMarked;
