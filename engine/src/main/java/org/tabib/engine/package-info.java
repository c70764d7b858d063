/** Root of the engine module. */
@NullMarked
package org.tabib.engine;

import org.jspecify.annotations.NullMarked;
