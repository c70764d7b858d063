package org.tabib.engine.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationSetsTest {
  private static final EvaluationSets.Known KNOWN =
      new EvaluationSets.Known(Set.of("en", "hi"), Set.of("ent", "general-medicine"));

  @TempDir Path folder;

  @Test
  void saysWhatIsWrongWithEachMalformedLine() throws IOException {
    write(
        "en/dev.tsv",
        """
        # a comment
        red-flag\tnative\tchest pain
        complaint\tnative\tear ache\tears
        colour\tnative\tblue\tblue
        stop\tcursive\tstop\t-
        age native 4 years P4Y
        date\tnative\ttomorrow\t25.11.2026
        yes\tnative\tyes\t-
        yes\tnative\tyes\t-
        """);
    write("xx/dev.tsv", "");
    write("hi/extra.tsv", "");
    assertThat(EvaluationSets.read(folder, KNOWN).problems())
        .containsExactlyInAnyOrder(
            "en/dev.tsv:2: \"\" is no expectation of red-flag; it is emergency",
            "en/dev.tsv:3: \"ears\" is no expectation of complaint;"
                + " it is one or more ids of specialties, with | between",
            "en/dev.tsv:4: unknown kind \"colour\"; kinds are red-flag, complaint, not-red-flag,"
                + " stop, not-stop, yes, no, start, intent, age, date, time, language, sex, name",
            "en/dev.tsv:5: script is native or roman, not \"cursive\"",
            "en/dev.tsv:6: has 1 cells; write kind, script, text, expectation with one tab between",
            "en/dev.tsv:7: \"25.11.2026\" is no expectation of date;"
                + " it is an ISO date, or two with | between when it is ambiguous",
            "en/dev.tsv:9: the same kind and text as on a line before",
            "xx/dev.tsv: there is no language xx",
            "hi/extra.tsv: the files are called dev.tsv and apart.tsv");
  }

  @Test
  void readsWellFormedLines() throws IOException {
    write("hi/dev.tsv", "date\tnative\tkal\\u0021\t2026-11-23|2026-11-25\nno\troman\tnahi\n");
    EvaluationSets sets = EvaluationSets.read(folder, KNOWN);
    assertThat(sets.problems()).isEmpty();
    assertThat(sets.lines())
        .containsExactly(
            new EvaluationSets.Line(
                "hi/dev.tsv:1",
                "dev",
                "hi",
                "native",
                EvaluationKind.DATE,
                "kal!",
                "2026-11-23|2026-11-25"),
            new EvaluationSets.Line(
                "hi/dev.tsv:2", "dev", "hi", "roman", EvaluationKind.NO, "nahi", ""));
  }

  @Test
  void namesTheSetsThatAreMissing() throws IOException {
    write("hi/dev.tsv", "");
    assertThat(EvaluationSets.missing(folder, Set.of("hi"))).containsExactly("hi/apart.tsv");
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
