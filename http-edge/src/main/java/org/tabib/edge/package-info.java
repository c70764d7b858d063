/** Root of the http-edge module. */
@NullMarked
package org.tabib.edge;

import org.jspecify.annotations.NullMarked;
