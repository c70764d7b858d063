/** Durable timers: what is to be done at which instant, and the rules that tell when. Pure. */
@NullMarked
package org.tabib.engine.timer;

import org.jspecify.annotations.NullMarked;
