package org.tabib.edge.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dead letter's id: {@code conversation:number}. */
record LetterId(String conversationId, long number) {
  private static final Pattern FORM = Pattern.compile("([^:]+):([1-9][0-9]{0,17})");

  /**
   * @throws ApiProblem 404 when it cannot be one, or is another practice's
   */
  static LetterId of(Call call, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw ApiProblem.notFound("letter");
    }
    return new LetterId(call.own(matcher.group(1), "letter"), Long.parseLong(matcher.group(2)));
  }

  @Override
  public String toString() {
    return conversationId + ":" + number;
  }
}
