/** From webhooks to conversations: who wrote, to which practice, and when it is safe to say 200. */
@NullMarked
package org.tabib.edge.intake;

import org.jspecify.annotations.NullMarked;
