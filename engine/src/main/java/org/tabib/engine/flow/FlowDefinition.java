package org.tabib.engine.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tabib.engine.flow.Step.Target;

/**
 * A versioned dialogue. A running dialogue finishes on the version it began.
 *
 * @param start the first step
 * @param steps in the order of the file
 */
public record FlowDefinition(String id, int version, String start, Map<String, Step> steps) {
  public FlowDefinition {
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }

  /**
   * @throws IllegalArgumentException if the flow has no such step
   */
  public Step step(String name) {
    Step step = steps.get(name);
    if (step == null) {
      throw new IllegalArgumentException("flow " + id + ":" + version + " has no step " + name);
    }
    return step;
  }

  /** The step itself, or the action that computes its options and leads to it. */
  String sourceOf(String name) {
    if (!(step(name) instanceof Step.Choose choose) || !choose.offered()) {
      return name;
    }
    return steps.entrySet().stream()
        .filter(
            e ->
                e.getValue() instanceof Step.Do act
                    && act.outcomes().containsValue(new Target.ToStep(name)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  /** The file it is kept in, below {@code flows/}. */
  public String file() {
    return id + "." + version + ".yaml";
  }

  /** A step as problems name it. */
  public String place(String step) {
    return file() + ": " + step;
  }

  /** A way out of a step. @param label what leads there, for people */
  public record Exit(String label, Target target) {}

  /** All ways out of a step. */
  public static List<Exit> exits(Step step) {
    List<Exit> exits = new ArrayList<>();
    switch (step) {
      case Step.Ask ask -> exits.add(new Exit(ask.save(), ask.next()));
      case Step.Say say -> exits.add(new Exit("", say.next()));
      case Step.Do act ->
          act.outcomes().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .forEach(e -> exits.add(new Exit(e.getKey(), e.getValue())));
      case Step.Choose choose -> {
        Target next = choose.next();
        if (next != null) {
          exits.add(new Exit("one of them", next));
        }
        choose.options().forEach(o -> exits.add(new Exit(o.id(), o.next())));
        Step.Typed typed = choose.typed();
        if (typed != null) {
          exits.add(new Exit("typed " + typed.save(), typed.next()));
        }
      }
    }
    return exits;
  }
}
