package org.tabib.engine.care;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Problems;
import org.tabib.engine.language.TextNormaliser;

/** What the care files must have beyond their shape. */
final class CareCheck {
  private CareCheck() {}

  static void check(KnowledgeFile rules, Map<Language, CareFile> languages, Problems problems) {
    Set<String> ids = new HashSet<>();
    for (KnowledgeFile.Entry rule : rules.complaints()) {
      String where = "care/knowledge.yaml: " + rule.id();
      if (!ids.add(rule.id())) {
        problems.add(where + " is there twice");
      }
      if (!rules.specialties().contains(rule.specialty())) {
        problems.add(where + " has the unknown specialty " + rule.specialty());
      }
      if (!rules.sources().containsKey(rule.source())) {
        problems.add(where + " has the unknown source " + rule.source());
      }
    }
    if (!rules.specialties().contains(CareKnowledge.GENERAL_MEDICINE)) {
      problems.add("care/knowledge.yaml: specialty general-medicine is missing");
    }
    Set<String> named = new HashSet<>(rules.leads());
    named.addAll(rules.advice().keySet());
    named.addAll(rules.pregnant());
    Set<String> redFlags = new HashSet<>();
    rules.complaints().stream()
        .filter(entry -> entry.urgency() == Urgency.EMERGENCY)
        .forEach(entry -> redFlags.add(entry.id()));
    Set<String> ruleIds = new HashSet<>();
    for (Rule rule : rules.rules()) {
      named.addAll(Objects.requireNonNullElse(rule.when().any(), List.of()));
      named.addAll(Objects.requireNonNullElse(rule.when().with(), List.of()));
      RuleCheck.check(rule, rules, redFlags, ruleIds, problems);
    }
    named.removeAll(ids);
    named.forEach(id -> problems.add("care/knowledge.yaml: no complaint " + id));
    languages.entrySet().parallelStream()
        .map(entry -> phrases(ids, entry.getKey().tag(), entry.getValue()))
        .toList()
        .forEach(problems::addAll);
  }

  private static Problems phrases(Set<String> ids, String tag, CareFile file) {
    Problems problems = new Problems();
    String where = tag + "/care.yaml: ";
    Set<String> fillers = normalised(file.fillers());
    for (String id : ids) {
      if (file.phrases().getOrDefault(id, List.of()).isEmpty()) {
        problems.add(where + "no phrases for " + id);
      }
    }
    file.spellings()
        .forEach(
            (word, others) ->
                Stream.concat(Stream.of(word), others.stream())
                    .filter(spelling -> TextNormaliser.normalise(spelling).indexOf(' ') >= 0)
                    .forEach(
                        spelling ->
                            problems.add(
                                where
                                    + "spelling \""
                                    + spelling
                                    + "\" of "
                                    + word
                                    + " is more than one word: make it a phrase")));
    file.phrases()
        .forEach(
            (id, phrases) -> {
              if (!ids.contains(id)) {
                problems.add(where + "phrases for the unknown complaint " + id);
              }
              for (String phrase : phrases) {
                long words = Arrays.stream(phrase.split("[\\s+]+", -1)).count();
                long meaning = PhraseBook.meaningfulWords(phrase, fillers);
                if (meaning == 0 || (meaning == 1 && words > 1)) {
                  problems.add(
                      where
                          + id
                          + ": \""
                          + phrase
                          + "\" has too few words that are no fillers;"
                          + " write = in front if it is meant word for word");
                }
              }
            });
    return problems;
  }

  static Set<String> normalised(Collection<String> words) {
    Set<String> set = new HashSet<>();
    words.forEach(word -> set.add(TextNormaliser.normalise(word)));
    return set;
  }
}
