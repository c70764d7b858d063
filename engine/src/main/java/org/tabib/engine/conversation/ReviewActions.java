package org.tabib.engine.conversation;

import java.util.Map;
import java.util.regex.Pattern;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.Words;

/** Actions of the flow by which a patient rates a visit (REV-1). */
final class ReviewActions {
  private static final Pattern RATING = Pattern.compile("[1-5]");

  /** From here on a patient is offered a human being. */
  private static final int HAPPY = 3;

  private final DialogueStage stage;

  ReviewActions(DialogueStage stage) {
    this.stage = stage;
  }

  /** Whoever taps a rating below the request is not asked for it again. */
  Acted begin(Answers answers) {
    // The id of the notice's button is the rating itself.
    String tapped = Variables.in(answers, Variables.TAPPED);
    return RATING.matcher(tapped).matches()
        ? Acted.done("rated", Map.of(Variables.RATING, tapped))
        : Acted.done("unrated");
  }

  /** Owes the rating to the visit. */
  Acted rate(Answers answers) {
    Effect effect =
        new Effect.RateVisit(
            stage.effectId("rate"), Variables.in(answers, Variables.VISIT), rating(answers));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  Acted tone(Answers answers) {
    return Acted.done(rating(answers) < HAPPY ? "unhappy" : "happy");
  }

  /** Owes the comment to the visit. */
  Acted comment(Answers answers) {
    Effect effect =
        new Effect.CommentVisit(
            stage.effectId("comment"),
            Variables.in(answers, Variables.VISIT),
            stage.derived("comment"),
            Private.of(
                stage.state().contactId(), new Words(Variables.in(answers, Variables.COMMENT))));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  private static int rating(Answers answers) {
    return Integer.parseInt(Variables.in(answers, Variables.RATING));
  }
}
