package org.tabib.engine.conversation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Input;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.TextNormaliser;
import org.tabib.engine.language.Word;

/**
 * Changes of language in the middle of a dialogue (CONV-2): at once when a language is asked for by
 * its name, and offered, once, to who clearly writes in another one twice in a row.
 */
final class LanguageSwitch {
  /** "Tamil please", "hindi me": more words are about something else. */
  private static final int FEW_WORDS = 2;

  private static final String OFFER = "offer-language";

  private final Situation now;

  LanguageSwitch(Situation now) {
    this.now = now;
  }

  /** The answer in the language that was asked for by its name. */
  Optional<Progress> requested() {
    return now.text()
        .flatMap(this::named)
        .map(
            language -> {
              now.stage().speak(language);
              Cursor cursor = now.cursor();
              String said = now.stage().text("language.changed", now.answers());
              return cursor == null
                  ? now.begin(FlowInterpreter.MENU, "language.changed")
                  : now.interpreter()
                      .refresh(cursor, now.answers(), now.turn(), List.of(said), now.stage());
            });
  }

  /** Speaks the language that was asked for by its name, before anything else is said. */
  boolean begun() {
    Optional<Language> language = now.text().flatMap(this::named);
    language.ifPresent(now.stage()::speak);
    return language.isPresent();
  }

  private Optional<Language> named(String text) {
    List<String> words =
        new ArrayList<>(Arrays.asList(TextNormaliser.normalise(text).split(" ", -1)));
    boolean asks =
        words.size() <= FEW_WORDS || now.intent().filter(w -> w == Word.LANGUAGE).isPresent();
    return asks
        ? now.world().languagesOf(now.practice()).stream()
            .filter(
                language ->
                    words.contains(TextNormaliser.normalise(language.endonym()))
                        || words.contains(TextNormaliser.normalise(language.englishName())))
            .findFirst()
        : Optional.empty();
  }

  /** What the dialogue came to, or first the question whether to go on in the other language. */
  Progress offered(Progress made) {
    Cursor cursor = made.cursor();
    Optional<Language> heard = heard();
    if (heard.isEmpty()
        || cursor == null
        || made.state() != Progress.State.ASKING
        || cursor.flow().equals(Emergencies.FLOW)) {
      // Advice on an emergency comes first, in whatever language it can be given.
      return made;
    }
    String tag = heard.get().tag();
    boolean again = tag.equals(now.state().rapport().heard());
    if (!again || tag.equals(now.state().rapport().offered()) || !made.understood()) {
      if (!again) {
        now.stage().change(new Change.OtherLanguageHeard(tag));
      }
      return made;
    }
    now.stage().change(new Change.LanguageOffered(tag));
    return now.interrupt(made, cursor, OFFER, Map.of(Variables.LANGUAGE, tag));
  }

  /**
   * The offer neither taken nor refused: the words answer what was asked before it, and the
   * language stays. Empty when no offer is open.
   */
  Optional<Progress> passedOver(Cursor cursor) {
    if (!cursor.flow().equals(OFFER) || !(now.input() instanceof Input.Typed)) {
      return Optional.empty();
    }
    Input no = new Input.Typed(now.stage().text("language.offer.no", now.answers()));
    Progress back = now.interpreter().answer(cursor, now.answers(), no, now.turn(), now.stage());
    Cursor asked = back.cursor();
    return asked == null || back.state() != Progress.State.ASKING
        ? Optional.of(back)
        : Optional.of(
            now.interpreter().answer(asked, back.answers(), now.input(), now.turn(), now.stage()));
  }

  /** The language of the message, when it is clearly an offered one; its own only to forget. */
  private Optional<Language> heard() {
    Optional<Language> language =
        now.text()
            .flatMap(text -> now.world().detector().detect(text, now.stage().language()))
            .filter(now.world().languagesOf(now.practice())::contains);
    boolean own = language.filter(l -> l.tag().equals(now.stage().language().tag())).isPresent();
    if (own) {
      if (now.state().rapport().heard() != null) {
        now.stage().change(new Change.OtherLanguageHeard(now.stage().language().tag()));
      }
      return Optional.empty();
    }
    return language;
  }
}
