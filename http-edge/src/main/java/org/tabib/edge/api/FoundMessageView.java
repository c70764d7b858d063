package org.tabib.edge.api;

import java.util.List;
import java.util.Map;
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
   * @param files attachment ids by the number of the event that brought them
   */
  static FoundMessageView of(Found found, Map<Long, String> files, ClinicTime clock) {
    return new FoundMessageView(
        found.message().conversationId(),
        MessageView.of(found.message(), files, clock, Opened.NOTHING),
        found.matches().stream()
            .map(match -> new MatchView(match.field(), match.start(), match.end()))
            .toList());
  }
}
