/** One encounter from booking to completion: the Visit entity. */
@NullMarked
package org.tabib.engine.visit;

import org.jspecify.annotations.NullMarked;
