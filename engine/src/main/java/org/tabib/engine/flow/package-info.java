/** Dialogues as data: definitions, checker, pure interpreter, diagrams. */
@NullMarked
package org.tabib.engine.flow;

import org.jspecify.annotations.NullMarked;
