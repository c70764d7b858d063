/** Files that patients sent, by conversation and visit. */
@NullMarked
package org.tabib.projections.attachment;

import org.jspecify.annotations.NullMarked;
