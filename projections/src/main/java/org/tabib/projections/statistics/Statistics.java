package org.tabib.projections.statistics;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in numbers.
 *
 * @param messages by day, direction and kind
 * @param responses by responder, {@code bot} or {@code staff}
 * @param delivery by {@code sent}, {@code delivered}, {@code read}, {@code failed}, {@code
 *     withdrawn}; what a provider does not tell is not counted
 * @param crowdedTurns turns that said more than one thing
 */
public record Statistics(
    List<Volume> messages,
    Map<String, Responses> responses,
    Map<String, Long> delivery,
    List<FlowUse> flows,
    Bookings bookings,
    long crowdedTurns) {
  public Statistics {
    messages = List.copyOf(messages);
    responses = Map.copyOf(responses);
    delivery = Map.copyOf(delivery);
    flows = List.copyOf(flows);
  }

  /** Messages of a day, as the clinic counts days. */
  public record Volume(LocalDate day, String direction, String kind, long count) {}

  /**
   * How long people waited.
   *
   * @param first the first answer in a conversation
   * @param all every answer, the first ones too
   */
  public record Responses(ResponseTimes first, ResponseTimes all) {}

  /**
   * What became of a flow in a language.
   *
   * @param language BCP 47; {@code und} before one was chosen
   * @param steps where people left or went silent, and where it ended
   */
  public record FlowUse(
      String flow, String language, long completed, long left, long silent, List<StepUse> steps) {
    public FlowUse {
      steps = List.copyOf(steps);
    }

    /** The share that came to an end of its own; none when nothing was decided yet. */
    public @Nullable Double completionRate() {
      long all = completed + left + silent;
      return all == 0 ? null : (double) completed / all;
    }
  }

  /** How often a flow ended at this step, was left there, or has been silent there for a day. */
  public record StepUse(String step, long completed, long left, long silent) {}

  /**
   * Visits booked in a dialogue, and our messages from the flow's beginning to its end.
   *
   * @param p50 messages of half the bookings at most; none without bookings
   */
  public record Bookings(
      long count, @Nullable Double mean, @Nullable Integer p50, @Nullable Integer p90) {}

  /** Without an answer for so long, a person has gone silent. */
  public static final Duration SILENCE = Duration.ofDays(1);
}
