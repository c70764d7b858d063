package org.tabib.engine.flow;

/** What the person did, as a dialogue sees it. */
public sealed interface Input {

  /** Typed words. */
  record Typed(String text) implements Input {}

  /** A tap on an option of ours. */
  record Tapped(OptionId option, String title) implements Input {}

  /** Something that no step can use: a picture, a place, somebody else's button. */
  record Unusable() implements Input {}
}
