package org.tabib.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tabib.engine.flow.Cursor;

/**
 * The questions that were asked last, so that an answer that quotes an old one is known for what it
 * is.
 *
 * @param latest oldest first
 */
public record AskedQuestions(List<Question> latest) {
  private static final int KEPT = 12;

  /** Nothing asked. */
  public static final AskedQuestions NONE = new AskedQuestions(List.of());

  public AskedQuestions {
    latest = List.copyOf(latest);
  }

  /**
   * One question.
   *
   * @param number of the message that asked it
   * @param sent hash of the provider's id of that message; 0 before it was sent
   */
  public record Question(long number, String flow, String step, long sent) {}

  AskedQuestions with(long number, Cursor cursor) {
    return with(new Question(number, cursor.flow(), cursor.step(), 0));
  }

  private AskedQuestions with(Question question) {
    List<Question> more = new ArrayList<>(latest);
    more.add(question);
    return new AskedQuestions(more.subList(Math.max(0, more.size() - KEPT), more.size()));
  }

  /** A question that was never heard is asked once more, by another message. */
  AskedQuestions again(long number, long askedBy) {
    return latest.stream()
        .filter(question -> question.number() == number)
        .findFirst()
        .map(question -> with(new Question(askedBy, question.flow(), question.step(), 0)))
        .orElse(this);
  }

  AskedQuestions sentAs(long number, String providerId) {
    return new AskedQuestions(
        latest.stream()
            .map(
                q ->
                    q.number() == number
                        ? new Question(number, q.flow(), q.step(), SeenMessages.hash(providerId))
                        : q)
            .toList());
  }

  /** The question that was sent under the provider's id. */
  Optional<Question> sentAs(String providerId) {
    long hash = SeenMessages.hash(providerId);
    return latest.stream().filter(question -> question.sent() == hash).findFirst();
  }
}
