package org.tabib.engine.conversation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
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
    // A pool of its own: the common one has no thread to spare on two cores, where this may itself
    // run in it, and what is read side by side within a part stays in the pool of the part.
    try (ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors())) {
      return pool.invoke(ForkJoinTask.adapt(World::inParts));
    }
  }

  private static World inParts() {
    Languages languages = Languages.load();
    ForkJoinTask<CareKnowledge> care = fork(() -> CareKnowledge.load(languages));
    ForkJoinTask<Readers> readers = fork(() -> Readers.load(languages));
    ForkJoinTask<Words> words = fork(() -> Words.load(languages));
    ForkJoinTask<LanguageDetector> detector = fork(() -> LanguageDetector.load(languages));
    Texts texts = Texts.load(languages);
    FlowLibrary flows = FlowLibrary.load();
    Problems problems = new Problems();
    DialogueCheck.check(flows, languages, texts, care.join(), problems);
    problems.throwIfAny("Flows and their texts");
    return new World(
        languages,
        texts,
        words.join(),
        readers.join(),
        detector.join(),
        care.join(),
        flows,
        new FlowInterpreter(flows));
  }

  private static <T> ForkJoinTask<T> fork(Callable<T> part) {
    return ForkJoinTask.adapt(part).fork();
  }

  /** The languages that a practice offers, in its order. */
  List<Language> languagesOf(PracticeConfig practice) {
    return practice.languages().stream().map(languages::find).flatMap(Optional::stream).toList();
  }
}
