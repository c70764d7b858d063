package org.tabib.engine.queue;

import org.jspecify.annotations.Nullable;

/**
 * A waiting ticket's place.
 *
 * @param position 1 for who is called next
 * @param ahead how many wait before it
 * @param range none for red, while the service point pauses, and for who is not waiting
 * @param reason why it stands there, in English: "orange, 12 of 10 minutes"
 */
public record Standing(int position, int ahead, @Nullable WaitRange range, String reason) {}
