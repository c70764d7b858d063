package org.tabib.edge.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The templates that Meta would have approved for the account: their texts are not part of a call.
 * A name that is not among them is taken as it is, and shown without its text.
 *
 * @param byName language code → text, for each name
 */
public record ApprovedTemplates(Map<String, Map<String, Approved>> byName) {
  /** None was submitted. */
  public static final ApprovedTemplates NONE = new ApprovedTemplates(Map.of());

  public ApprovedTemplates {
    byName = Map.copyOf(byName);
  }

  /**
   * One template in one language.
   *
   * @param language Meta's code
   * @param body with {@code {{1}}}, {@code {{2}}}… for its parameters
   * @param buttons the titles of its quick-reply buttons
   */
  public record Approved(String name, String language, String body, List<String> buttons) {
    public Approved {
      buttons = List.copyOf(buttons);
    }

    private int parameters() {
      int count = 0;
      while (body.contains(gap(count + 1))) {
        count++;
      }
      return count;
    }

    private String filled(List<String> parameters) {
      String text = body;
      for (int i = 0; i < parameters.size(); i++) {
        text = text.replace(gap(i + 1), parameters.get(i));
      }
      return text;
    }

    private static String gap(int number) {
      return "{{" + number + "}}";
    }
  }

  /** All of these. */
  public static ApprovedTemplates of(List<Approved> all) {
    return new ApprovedTemplates(
        all.stream()
            .collect(
                Collectors.groupingBy(
                    Approved::name,
                    Collectors.toUnmodifiableMap(Approved::language, Function.identity()))));
  }

  /**
   * What the phone shows of a template that is sent.
   *
   * @throws GraphRefusal as Meta does when the language or the number of parameters does not fit
   */
  Content.Template shown(Content.Template sent) {
    Map<String, Approved> languages = byName.get(sent.name());
    if (languages == null) {
      return sent;
    }
    Approved approved = languages.get(sent.language());
    if (approved == null) {
      throw GraphRefusal.noTemplate(sent.name(), sent.language());
    }
    if (sent.parameters().size() != approved.parameters()) {
      throw GraphRefusal.parameterCount(sent.parameters().size(), approved.parameters());
    }
    List<Content.Choice> buttons = new ArrayList<>();
    for (int i = 0; i < approved.buttons().size(); i++) {
      String title = approved.buttons().get(i);
      // Without a payload Meta sends the title back.
      String id = i < sent.buttons().size() ? sent.buttons().get(i).id() : title;
      buttons.add(new Content.Choice(id, title));
    }
    return new Content.Template(
        sent.name(),
        sent.language(),
        sent.parameters(),
        buttons,
        approved.filled(sent.parameters()));
  }
}
