package org.tabib.engine.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tabib.engine.flow.FlowDefinition.Exit;
import org.tabib.engine.flow.Step.Target;

/** Finds steps that only say and do for ever: no question and no end can be reached from them. */
final class FlowEndings {
  private record Place(FlowDefinition flow, String step) {}

  private final FlowLibrary library;
  private final Set<Place> fine = new HashSet<>();

  private FlowEndings(FlowLibrary library) {
    this.library = library;
  }

  /** One problem for each step that does not come to a question or an end. */
  static List<String> stuck(FlowLibrary library) {
    FlowEndings endings = new FlowEndings(library);
    boolean more = true;
    while (more) {
      more = endings.grow();
    }
    List<String> stuck = new ArrayList<>();
    for (FlowDefinition flow : library.all()) {
      for (String step : flow.steps().keySet()) {
        if (!endings.fine.contains(new Place(flow, step))) {
          stuck.add(flow.place(step) + ": no question and no end can be reached from here");
        }
      }
    }
    return stuck;
  }

  /** Backwards from questions and ends, one step at a time. */
  private boolean grow() {
    boolean grown = false;
    for (FlowDefinition flow : library.all()) {
      for (Map.Entry<String, Step> entry : flow.steps().entrySet()) {
        Step step = entry.getValue();
        boolean question = step instanceof Step.Ask || step instanceof Step.Choose;
        List<Exit> exits = FlowDefinition.exits(step);
        // A step without any way out is reported for its missing outcomes, not again here.
        if (question || exits.isEmpty() || exits.stream().anyMatch(e -> ends(flow, e.target()))) {
          grown |= fine.add(new Place(flow, entry.getKey()));
        }
      }
    }
    return grown;
  }

  private boolean ends(FlowDefinition flow, Target target) {
    return switch (target) {
      case Target.End end -> true;
      case Target.ToStep(String step) ->
          !flow.steps().containsKey(step) || fine.contains(new Place(flow, step));
      case Target.ToFlow(String id) -> endsFlow(id);
      case Target.ToFlowWith(String id) -> endsFlow(id);
      // With nothing to return to, a dialogue goes on at the menu.
      case Target.Return back -> endsFlow(FlowInterpreter.MENU);
    };
  }

  private boolean endsFlow(String id) {
    return !library.has(id)
        || fine.contains(new Place(library.newest(id), library.newest(id).start()));
  }
}
