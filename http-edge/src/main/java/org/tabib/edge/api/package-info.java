/**
 * What clients ask and tell over HTTP: the routes under {@code /api/v1}, as {@code openapi.yaml}
 * promises them. A route validates, asks an entity or a query, and renders; it decides nothing.
 */
@NullMarked
package org.tabib.edge.api;

import org.jspecify.annotations.NullMarked;
