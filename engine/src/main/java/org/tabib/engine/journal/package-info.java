/** Serialization, tags and storage of events. */
@NullMarked
package org.tabib.engine.journal;

import org.jspecify.annotations.NullMarked;
