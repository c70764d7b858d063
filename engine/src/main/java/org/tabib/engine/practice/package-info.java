/** Tenant configuration: the Practice entity. */
@NullMarked
package org.tabib.engine.practice;

import org.jspecify.annotations.NullMarked;
