package org.tabib.engine.care;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.Problems;

/** What a rule must have beyond its shape. */
final class RuleCheck {
  private RuleCheck() {}

  /**
   * @param ids those of the rules before; the rule's is added
   */
  static void check(
      Rule rule, KnowledgeFile file, Set<String> redFlags, Set<String> ids, Problems problems) {
    String where = "care/knowledge.yaml: rule " + rule.id();
    if (!ids.add(rule.id())) {
      problems.add(where + " is there twice");
    }
    if (!file.sources().containsKey(rule.source())) {
      problems.add(where + " has the unknown source " + rule.source());
    }
    @Nullable String raised = rule.raises();
    if (raised != null && !redFlags.contains(raised)) {
      problems.add(where + " raises " + raised + ", which is no red flag");
    }
    if (rule.urgency() == Urgency.EMERGENCY) {
      // What to do until help comes is told per red flag.
      problems.add(where + " must raise a red flag to be an emergency");
    }
    if (raised == null && rule.urgency() == null && rule.specialty() == null) {
      problems.add(where + " changes nothing");
    }
    if (rule.when().any() == null && rule.when().specialties() == null) {
      problems.add(where + " must say which complaints it is about: any or specialties");
    }
    List<String> specialties = Objects.requireNonNullElse(rule.when().specialties(), List.of());
    specialties.stream()
        .filter(specialty -> !file.specialties().contains(specialty))
        .forEach(specialty -> problems.add(where + " has the unknown specialty " + specialty));
    if (rule.specialty() != null && !file.specialties().contains(rule.specialty())) {
      problems.add(where + " has the unknown specialty " + rule.specialty());
    }
  }
}
