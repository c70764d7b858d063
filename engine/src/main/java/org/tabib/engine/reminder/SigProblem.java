package org.tabib.engine.reminder;

/**
 * One thing that is wrong with a typed instruction.
 *
 * @param part the words that are wrong, as they were typed; the whole instruction when something is
 *     missing
 * @param from where the part begins, counted in characters of the instruction
 * @param to where it ends, exclusive
 * @param code stable name of the rule, e.g. {@code sig-unknown-word}
 * @param message what is wrong and what would be right
 */
public record SigProblem(String part, int from, int to, String code, String message) {}
