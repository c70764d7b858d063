/** What every entity shares: decisions, refusals, identifiers, lifecycles. */
@NullMarked
package org.tabib.engine.entity;

import org.jspecify.annotations.NullMarked;
