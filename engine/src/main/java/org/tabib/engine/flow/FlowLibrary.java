package org.tabib.engine.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tabib.engine.language.Problems;

/**
 * All flows, by id and version. New dialogues begin on the newest version; running ones finish on
 * theirs, so old versions stay for 30 days.
 */
public final class FlowLibrary {
  private static final String FOLDER = "flows/";
  private static final String INDEX = FOLDER + "index.txt";

  private final Map<String, TreeMap<Integer, FlowDefinition>> flows = new HashMap<>();

  public FlowLibrary(Collection<FlowDefinition> definitions) {
    for (FlowDefinition flow : definitions) {
      if (flows.computeIfAbsent(flow.id(), id -> new TreeMap<>()).put(flow.version(), flow)
          != null) {
        throw new IllegalArgumentException(
            "flow " + flow.id() + " has version " + flow.version() + " twice");
      }
    }
  }

  /**
   * The flows that come with the engine: every file that {@code flows/index.txt} lists.
   *
   * @throws IllegalStateException naming, for each file, the first place that cannot be read
   */
  public static FlowLibrary load() {
    List<FlowDefinition> flows = new ArrayList<>();
    Problems problems = new Problems();
    for (String file : resource(INDEX).lines().map(String::strip).toList()) {
      if (!file.isEmpty() && !file.startsWith("#")) {
        try {
          FlowDefinition flow = FlowReader.read(file, resource(FOLDER + file));
          flows.add(flow);
          if (!file.equals(flow.file())) {
            problems.add(file + ": this flow belongs into " + flow.file());
          }
        } catch (IllegalArgumentException e) {
          problems.add(String.valueOf(e.getMessage()));
        }
      }
    }
    problems.throwIfAny("Flows");
    return new FlowLibrary(flows);
  }

  /** The version on which a new dialogue begins. */
  public FlowDefinition newest(String id) {
    TreeMap<Integer, FlowDefinition> versions = flows.get(id);
    if (versions == null) {
      throw new IllegalArgumentException("there is no flow " + id);
    }
    return versions.lastEntry().getValue();
  }

  /** Where a new dialogue begins. */
  public Cursor beginning(String id, int turn) {
    FlowDefinition flow = newest(id);
    return new Cursor(flow.id(), flow.version(), flow.start(), turn);
  }

  /** The flow a dialogue is on; none if its version or step is not known (any more). */
  public Optional<FlowDefinition> at(Cursor cursor) {
    return Optional.ofNullable(flows.get(cursor.flow()))
        .map(versions -> versions.get(cursor.version()))
        .filter(flow -> flow.steps().containsKey(cursor.step()));
  }

  public boolean has(String id) {
    return flows.containsKey(id);
  }

  /** Every version of every flow, by id, then version. */
  public List<FlowDefinition> all() {
    return new TreeMap<>(flows)
        .values().stream().flatMap(versions -> versions.values().stream()).toList();
  }

  private static String resource(String name) {
    try (InputStream in = FlowLibrary.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
