/** Files that patients send: fetched from the provider, checked, sealed, kept. */
@NullMarked
package org.tabib.edge.media;

import org.jspecify.annotations.NullMarked;
