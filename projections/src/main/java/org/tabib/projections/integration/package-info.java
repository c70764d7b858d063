/** What leaves the system: integration events, made from the journal and published on Kafka. */
@NullMarked
package org.tabib.projections.integration;

import org.jspecify.annotations.NullMarked;
