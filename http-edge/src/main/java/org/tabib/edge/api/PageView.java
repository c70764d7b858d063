package org.tabib.edge.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next what to pass as {@code cursor} for the following part; none at the end
 */
record PageView<T>(List<T> items, @Nullable String next) {}
