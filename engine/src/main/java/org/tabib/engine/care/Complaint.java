package org.tabib.engine.care;

/**
 * A complaint that the engine recognises.
 *
 * @param id stable id, for example {@code chest-pain}
 * @param specialty id of the specialty that sees it first
 * @param urgency how soon; {@link Urgency#EMERGENCY} makes it a red flag
 * @param source where the rule comes from
 */
public record Complaint(String id, String specialty, Urgency urgency, String source) {
  /** Whether this calls for emergency care. */
  public boolean isRedFlag() {
    return urgency == Urgency.EMERGENCY;
  }
}
