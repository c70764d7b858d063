package org.tabib.projections.integration;

import java.util.List;
import org.tabib.projections.run.Recorded;

/**
 * What others are told of journaled events of one kind. Pure: the same event makes the same
 * integration events, with the same ids, whenever it is published. Every case is spelt out, so that
 * a new event does not compile before somebody has decided what it means outside.
 */
@FunctionalInterface
interface EventMapping<E> {
  /** In their order; none for what has no meaning outside (docs/events.md lists those). */
  List<IntegrationEvent> map(Recorded<E> event, Opening opening);
}
