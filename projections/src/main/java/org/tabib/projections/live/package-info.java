/** What has just changed, for those who watch. */
@NullMarked
package org.tabib.projections.live;

import org.jspecify.annotations.NullMarked;
