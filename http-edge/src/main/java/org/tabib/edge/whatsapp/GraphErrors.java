package org.tabib.edge.whatsapp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;

/** What Meta's error codes mean for the next step; the table is {@code graph-errors.tsv}. */
final class GraphErrors {
  private static final String TABLE = "graph-errors.tsv";
  private static final NavigableMap<Integer, Range> RANGES = load();

  private GraphErrors() {}

  private record Range(int last, ErrorClass errorClass) {}

  /** The class of a code; none when the table does not know it. */
  static Optional<ErrorClass> classOf(int code) {
    Map.Entry<Integer, Range> candidate = RANGES.floorEntry(code);
    return candidate == null || code > candidate.getValue().last()
        ? Optional.empty()
        : Optional.of(candidate.getValue().errorClass());
  }

  private static NavigableMap<Integer, Range> load() {
    NavigableMap<Integer, Range> ranges = new TreeMap<>();
    try (InputStream in = GraphErrors.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException(TABLE + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.startsWith("#")).forEach(line -> row(line, ranges));
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE, e);
    }
    return ranges;
  }

  private static void row(String line, NavigableMap<Integer, Range> ranges) {
    int codeEnd = line.indexOf('\t');
    int classEnd = line.indexOf('\t', codeEnd + 1);
    if (codeEnd < 1 || classEnd < 0) {
      throw new IllegalStateException(TABLE + ": not code, class, meaning: " + line);
    }
    String codes = line.substring(0, codeEnd);
    int dash = codes.indexOf('-');
    int first = Integer.parseInt(dash < 0 ? codes : codes.substring(0, dash));
    int last = Integer.parseInt(dash < 0 ? codes : codes.substring(dash + 1));
    ErrorClass errorClass = ErrorClass.valueOf(line.substring(codeEnd + 1, classEnd));
    if (ranges.put(first, new Range(last, errorClass)) != null) {
      throw new IllegalStateException(TABLE + ": twice: " + first);
    }
  }
}
