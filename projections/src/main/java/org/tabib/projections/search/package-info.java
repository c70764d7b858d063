/**
 * Full-text search over sealed messages: keyed tokens of the words that people wrote, looked up in
 * the database, and matches verified once a message is opened.
 */
@NullMarked
package org.tabib.projections.search;

import org.jspecify.annotations.NullMarked;
