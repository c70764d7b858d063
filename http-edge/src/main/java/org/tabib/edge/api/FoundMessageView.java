package org.tabib.edge.api;

import java.util.List;
import org.tabib.projections.search.MessageSearch.Found;

/**
 * A message that was looked for.
 *
 * @param matches where the words stand, in the order of the texts
 */
record FoundMessageView(String conversationId, MessageView message, List<MatchView> matches) {

  /**
   * @param field which text of the content: {@code body}, {@code caption}, {@code title}…; behind
   *     {@code json}, a pointer into that document
   * @param start of the match in that text, in UTF-16 code units
   * @param end exclusive
   */
  record MatchView(String field, int start, int end) {}

  /**
   * @param opened may know nobody: what was found is clear
   */
  static FoundMessageView of(Found found, ClinicTime clock, Opened opened) {
    return new FoundMessageView(
        found.message().conversationId(),
        MessageView.of(found.message(), clock, opened),
        found.matches().stream()
            .map(match -> new MatchView(match.field(), match.start(), match.end()))
            .toList());
  }
}
