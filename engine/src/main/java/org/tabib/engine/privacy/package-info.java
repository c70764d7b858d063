/**
 * Keys per person, sealed values, and the alias directory that knows people without storing who
 * they are.
 */
@NullMarked
package org.tabib.engine.privacy;

import org.jspecify.annotations.NullMarked;
