/**
 * What can be asked: read models filled exactly once from the journal, one package each with its
 * handler, its SQL and its queries. {@link org.tabib.projections.ReadModels} lists them, {@link
 * org.tabib.projections.run.Projections} runs them.
 */
@NullMarked
package org.tabib.projections;

import org.jspecify.annotations.NullMarked;
