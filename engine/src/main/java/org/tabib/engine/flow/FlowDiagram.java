package org.tabib.engine.flow;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.tabib.engine.flow.FlowDefinition.Exit;
import org.tabib.engine.flow.Step.Target;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Texts;

/** Draws flows for people, from the definition that is played. */
public final class FlowDiagram {
  private final Texts texts;
  private final Language language;

  /**
   * @param language what the texts in the pictures are written in
   */
  public FlowDiagram(Texts texts, Language language) {
    this.texts = texts;
    this.language = language;
  }

  /** One flow as a Mermaid flowchart. */
  public String mermaid(FlowDefinition flow) {
    StringBuilder drawn = new StringBuilder("flowchart TD\n");
    drawn.append("  begin((\" \")) --> ").append(node(flow.start())).append('\n');
    flow.steps().forEach((name, step) -> drawn.append("  ").append(shape(name, step)).append('\n'));
    Set<String> outside = new TreeSet<>();
    flow.steps()
        .forEach(
            (name, step) ->
                FlowDefinition.exits(step)
                    .forEach(
                        exit -> {
                          outside.addAll(outside(exit.target()));
                          drawn.append("  ").append(arrow(name, step, exit)).append('\n');
                        }));
    outside.forEach(line -> drawn.append("  ").append(line).append('\n'));
    return drawn.toString();
  }

  /** The flows that a flow leads to, by id. */
  public static Set<String> leadsTo(FlowDefinition flow) {
    Set<String> flows = new TreeSet<>();
    flow.steps().values().stream()
        .flatMap(step -> FlowDefinition.exits(step).stream())
        .forEach(
            exit -> {
              if (exit.target() instanceof Target.ToFlow(String id)) {
                flows.add(id);
              }
              if (exit.target() instanceof Target.ToFlowWith(String id)) {
                flows.add(id);
              }
            });
    return flows;
  }

  private String shape(String name, Step step) {
    String node = node(name);
    return switch (step) {
      case Step.Ask ask -> node + "[/\"" + said(ask.text()) + "\"/]";
      case Step.Choose choose -> node + "{{\"" + said(choose.text()) + "\"}}";
      case Step.Do act -> node + "[[\"" + escaped(act.action()) + "\"]]";
      case Step.Say say -> node + "(\"" + said(say.text()) + "\")";
    };
  }

  private String arrow(String name, Step step, Exit exit) {
    String label = label(step, exit);
    return node(name)
        + (label.isEmpty() ? " --> " : " -->|\"" + label + "\"| ")
        + target(exit.target());
  }

  /** Fixed options are shown as the person reads them. */
  private String label(Step step, Exit exit) {
    if (step instanceof Step.Choose choose) {
      for (Step.FixedOption option : choose.options()) {
        if (option.id().equals(exit.label()) && option.next().equals(exit.target())) {
          return said(option.title());
        }
      }
    }
    return escaped(exit.label());
  }

  private static String target(Target target) {
    return switch (target) {
      case Target.ToStep(String step) -> node(step);
      case Target.ToFlow(String flow) -> "flow_" + flow.replace('-', '_');
      case Target.ToFlowWith(String flow) -> "flow_" + flow.replace('-', '_');
      case Target.End end -> "finish";
      case Target.Return back -> "back";
    };
  }

  private static Set<String> outside(Target target) {
    return switch (target) {
      case Target.ToStep step -> Set.of();
      case Target.ToFlow(String flow) -> Set.of(target(target) + "([\"flow " + flow + "\"])");
      case Target.ToFlowWith(String flow) -> Set.of(target(target) + "([\"flow " + flow + "\"])");
      case Target.End end -> Set.of(target(target) + "(((\"end\")))");
      case Target.Return back -> Set.of(target(target) + "([\"back to what was interrupted\"])");
    };
  }

  /** Words such as "end" mean something to Mermaid, so every step's node has a prefix. */
  private static String node(String step) {
    return "step_" + step.replace('-', '_');
  }

  private String said(String key) {
    return escaped(texts.render(language, key, new NamesOfArguments()));
  }

  private static String escaped(String text) {
    StringJoiner lines = new StringJoiner("<br/>");
    text.lines().forEach(line -> lines.add(line.replace("#", "#35;").replace("\"", "#quot;")));
    return lines.toString();
  }

  /** Shows an argument as its name; where a text asks whom it is about, it is somebody else. */
  private static final class NamesOfArguments extends AbstractMap<String, Object> {
    @Override
    public boolean containsKey(Object name) {
      return true;
    }

    @Override
    public Object get(Object name) {
      return name.equals("who") ? "other" : "‹" + name + "›";
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
      throw new UnsupportedOperationException("there are as many arguments as texts ask for");
    }
  }
}
