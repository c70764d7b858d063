/** Kafka as an outside party: events of other systems come in, ours go out. */
@NullMarked
package org.tabib.edge.kafka;

import org.jspecify.annotations.NullMarked;
