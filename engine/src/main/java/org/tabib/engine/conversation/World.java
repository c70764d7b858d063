package org.tabib.engine.conversation;

import java.util.List;
import java.util.Optional;
import org.tabib.engine.care.CareKnowledge;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.FlowLibrary;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.LanguageDetector;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;
import org.tabib.engine.language.Readers;
import org.tabib.engine.language.Texts;
import org.tabib.engine.language.Words;
import org.tabib.engine.practice.PracticeConfig;

/** What every conversation on a node shares: loaded and checked once, immutable. */
public record World(
    Languages languages,
    Texts texts,
    Words words,
    Readers readers,
    LanguageDetector detector,
    CareKnowledge care,
    FlowLibrary flows,
    FlowInterpreter interpreter) {

  /**
   * Loads all of it from the engine's resources.
   *
   * @throws RuntimeException naming every problem in languages, texts, knowledge or flows
   */
  public static World load() {
    Languages languages = Languages.load();
    Texts texts = Texts.load(languages);
    CareKnowledge care = CareKnowledge.load(languages);
    FlowLibrary flows = FlowLibrary.load();
    Problems problems = new Problems();
    DialogueCheck.check(flows, languages, texts, care, problems);
    problems.throwIfAny("Flows and their texts");
    return new World(
        languages,
        texts,
        Words.load(languages),
        Readers.load(languages),
        LanguageDetector.load(languages),
        care,
        flows,
        new FlowInterpreter(flows));
  }

  /** The languages that a practice offers, in its order. */
  List<Language> languagesOf(PracticeConfig practice) {
    return practice.languages().stream().map(languages::find).flatMap(Optional::stream).toList();
  }
}
