package org.tabib.engine.language;

import java.time.LocalDate;
import java.util.List;

/**
 * Measures what understanding a message costs; run by hand: {@code java -cp … UnderstandingCost}.
 */
final class UnderstandingCost {
  private static final List<String> MESSAGES =
      List.of(
          "hi i want to book an appointment for tomorrow morning at 10",
          "mujhe kal subah das baje doctor ko dikhana hai",
          "मेरे बेटे को दो दिन से बुखार है",
          "ok",
          "34 years male",
          "my name is Asha Rao",
          "please stop the pain",
          "friday 5 pm");

  private UnderstandingCost() {}

  public static void main(String[] arguments) {
    long start = System.nanoTime();
    Languages languages = Languages.load();
    long files = System.nanoTime();
    Words words = Words.load(languages);
    long loadedWords = System.nanoTime();
    Readers readers = Readers.load(languages);
    long loadedReaders = System.nanoTime();
    LanguageDetector detector = LanguageDetector.load(languages);
    long loaded = System.nanoTime();
    System.out.printf(
        "load ms: files %d words %d readers %d detector %d%n",
        (files - start) / 1_000_000,
        (loadedWords - files) / 1_000_000,
        (loadedReaders - loadedWords) / 1_000_000,
        (loaded - loadedReaders) / 1_000_000);
    LocalDate today = LocalDate.of(2026, 11, 24);
    long understood = 0;
    for (int round = 0; round < 5; round++) {
      long[] spent = new long[4];
      int times = 20_000;
      for (int i = 0; i < times; i++) {
        String text = MESSAGES.get(i % MESSAGES.size());
        long a = System.nanoTime();
        Language language = detector.detect(text).orElse(languages.first());
        long b = System.nanoTime();
        understood += words.intent(text, language).isPresent() ? 1 : 0;
        understood += words.upset(text) ? 1 : 0;
        long c = System.nanoTime();
        understood += readers.when(text, language, today).days().size();
        long d = System.nanoTime();
        understood += readers.age(text, language).isPresent() ? 1 : 0;
        understood += readers.sex(text).isPresent() ? 1 : 0;
        understood += readers.name(text).isPresent() ? 1 : 0;
        long e = System.nanoTime();
        spent[0] += b - a;
        spent[1] += c - b;
        spent[2] += d - c;
        spent[3] += e - d;
      }
      System.out.printf(
          "microseconds a message: detect %.1f words %.1f when %.1f age, sex, name %.1f (%d)%n",
          spent[0] / 1e3 / times,
          spent[1] / 1e3 / times,
          spent[2] / 1e3 / times,
          spent[3] / 1e3 / times,
          understood);
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.println(
        "heap MB: " + (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024));
  }
}
