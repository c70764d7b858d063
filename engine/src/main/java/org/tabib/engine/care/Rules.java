package org.tabib.engine.care;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies the rules for age, sex, pregnancy and complaints that come together. */
final class Rules {
  private final List<Rule> rules;
  private final Map<String, Complaint> byId;

  /**
   * @param byId all complaints
   */
  Rules(List<Rule> rules, Map<String, Complaint> byId) {
    this.rules = List.copyOf(rules);
    this.byId = Map.copyOf(byId);
  }

  /**
   * @param complaints the present ones as the rules leave them
   * @param reasons per rule that applied {@code raised: rule of complaint}
   */
  record Outcome(List<Complaint> complaints, List<String> reasons) {}

  Outcome apply(Collection<Complaint> present, Facts facts) {
    Map<String, Complaint> result = new LinkedHashMap<>();
    present.forEach(complaint -> result.put(complaint.id(), complaint));
    List<String> reasons = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.when().holds(facts)) {
        for (Complaint complaint : present) {
          if (rule.when().isAbout(complaint, present)) {
            change(rule, complaint, result, reasons);
          }
        }
      }
    }
    return new Outcome(List.copyOf(result.values()), reasons);
  }

  private void change(
      Rule rule, Complaint complaint, Map<String, Complaint> result, List<String> reasons) {
    result.computeIfPresent(
        complaint.id(),
        (id, now) ->
            new Complaint(
                id,
                rule.specialty() == null ? now.specialty() : rule.specialty(),
                moreUrgent(now.urgency(), rule.urgency()),
                now.source()));
    @Nullable String raised = rule.raises();
    if (raised != null) {
      result.putIfAbsent(raised, Optional.ofNullable(byId.get(raised)).orElseThrow());
    }
    reasons.add(
        (raised == null ? complaint.id() : raised)
            + ": rule "
            + rule.id()
            + " of "
            + complaint.id());
  }

  private static Urgency moreUrgent(Urgency now, @Nullable Urgency rule) {
    return rule != null && rule.compareTo(now) < 0 ? rule : now;
  }

  /** Who sees a patient of whom no complaint is known. */
  String specialty(String usual, Facts facts) {
    return rules.stream()
        .filter(rule -> rule.when().holds(facts) && rule.when().isAboutAnyone(usual))
        .map(rule -> rule.specialty() == null ? usual : rule.specialty())
        .findFirst()
        .orElse(usual);
  }
}
