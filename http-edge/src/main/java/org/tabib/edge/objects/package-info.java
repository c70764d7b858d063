/** Where sealed files are kept: by the node's folder or whatever else implements the store. */
@NullMarked
package org.tabib.edge.objects;

import org.jspecify.annotations.NullMarked;
