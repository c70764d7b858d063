package org.tabib.engine.entity;

/**
 * Why a command was not carried out. Nothing was changed.
 *
 * @param kind which class of refusal; decides the HTTP status at the edge
 * @param code stable, machine-readable name of the rule, e.g. {@code slot-in-the-past}
 * @param message what was wrong, with the offending and the expected value; never personal data
 */
public record Refusal(Kind kind, String code, String message) {

  /** The closed vocabulary of refusals. */
  public enum Kind {
    /** The thing does not exist, or the caller may not know that it does. */
    NOT_FOUND,
    /** The command itself is malformed or breaks a rule that no retry can change. */
    INVALID,
    /** Somebody else was faster. */
    CONFLICT,
    /** The lifecycle does not allow this transition now. */
    WRONG_STATE,
    /** The caller may see the thing but not do this. */
    FORBIDDEN,
    /** A limit was reached; try later. */
    TOO_MANY,
    /** A part of the system did not answer in time; try again. */
    UNAVAILABLE
  }

  public static Refusal notFound(String code, String message) {
    return new Refusal(Kind.NOT_FOUND, code, message);
  }

  public static Refusal invalid(String code, String message) {
    return new Refusal(Kind.INVALID, code, message);
  }

  public static Refusal conflict(String code, String message) {
    return new Refusal(Kind.CONFLICT, code, message);
  }

  public static Refusal wrongState(String code, String message) {
    return new Refusal(Kind.WRONG_STATE, code, message);
  }

  public static Refusal unavailable(String code, String message) {
    return new Refusal(Kind.UNAVAILABLE, code, message);
  }
}
