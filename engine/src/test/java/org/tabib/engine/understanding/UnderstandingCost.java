package org.tabib.engine.understanding;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.tabib.engine.care.CareKnowledge;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.LanguageDetector;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Readers;
import org.tabib.engine.language.Words;

/**
 * Measures what reading a message costs, warm and on one thread, and what the loaded knowledge
 * keeps in memory. Run by hand: it judges nothing, since a busy machine would make it lie.
 */
public final class UnderstandingCost {
  private static final int ROUNDS = 4000;
  private static final List<String> MESSAGES =
      List.of(
          "I have fever and cough since two days",
          "mujhe do din se bukhar aur sar dard hai",
          "मेरे पेट में कल से बहुत दर्द हो रहा है",
          "my father had a stroke five years ago, no chest pain now",
          "hello, can I get an appointment for tomorrow morning please?",
          "seene me dard nahi hai bas thodi khansi hai",
          "yes",
          "Rajesh Kumar Sharma",
          "my 4 year old son has lose motoins and vomitting",
          "vayiru vali iruku doctor pakkanum naalaikku");

  private UnderstandingCost() {}

  /** Prints microseconds per message and bytes allocated, and megabytes kept. */
  public static void main(String[] arguments) {
    long before = used();
    Languages languages = Languages.load();
    CareKnowledge care = CareKnowledge.load(languages);
    long kept = used() - before;
    Understanding understanding =
        new Understanding(
            LanguageDetector.load(languages), Words.load(languages), Readers.load(languages), care);
    Language first = languages.first();
    measure("care", ROUNDS * 3, text -> care.assess(text).complaints().size());
    measure(
        "all",
        ROUNDS,
        text -> understanding.read(text, first, null, Evaluation.TODAY).dates().size());
    print("languages %d, care keeps %.1f MB%n", languages.all().size(), kept / 1e6);
    print("all keeps %.1f MB%n", (used() - before) / 1e6);
    print("(%d)%n", care.complaints().size() + understanding.hashCode() % 2);
  }

  private static void measure(
      String what, int rounds, java.util.function.ToIntFunction<String> read) {
    long sum = 0;
    long best = Long.MAX_VALUE;
    long allocated = 0;
    for (int part = 0; part < 5; part++) {
      long bytes = allocatedBytes();
      long start = System.nanoTime();
      for (int round = 0; round < rounds; round++) {
        for (String message : MESSAGES) {
          sum += read.applyAsInt(message);
        }
      }
      best = Math.min(best, System.nanoTime() - start);
      allocated = allocatedBytes() - bytes;
    }
    double messages = (double) rounds * MESSAGES.size();
    print(
        "%s: %.1f µs and %.1f kB per message (%d)%n",
        what, best / messages / 1000, allocated / messages / 1000, sum);
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void print(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format, arguments);
  }
}
