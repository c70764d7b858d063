package org.tabib.engine.care;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;

/** The complaints, rules and phrases as documents for review. */
final class KnowledgeDocument {
  private static final String GENERATED =
      "Generated from `engine/src/main/resources/care/knowledge.yaml` and each language's"
          + " `care.yaml`; do not edit. Version ";
  private static final String SIGNATURE =
      "Reviewed by (name, qualification, registration): ______________________________\n\n"
          + "Date and signature: ______________________________\n";

  private final Languages languages;
  private final CareKnowledge care;

  KnowledgeDocument(Languages languages) {
    this.languages = languages;
    this.care = CareKnowledge.load(languages);
  }

  static String phrasesFile(Language language) {
    return "phrases/" + language.tag() + ".md";
  }

  /** Everything that holds in all languages. */
  String rules() {
    StringBuilder out = new StringBuilder("# Complaints and red flags, for clinicians' review\n\n");
    out.append(GENERATED).append(care.version()).append(".\n\n");
    out.append("The engine recognises these from what people write. It never diagnoses. ")
        .append("EMERGENCY interrupts the dialogue with advice and the local emergency number, ")
        .append("URGENT is for the same day, ROUTINE for the next convenient visit. ")
        .append("Of all that is recognised the most urgent counts.\n\n")
        .append("The phrases by which they are recognised: ")
        .append(
            String.join(
                ", ",
                languages.all().stream()
                    .map(l -> "[" + l.englishName() + "](" + phrasesFile(l) + ")")
                    .toList()))
        .append(".\n\n")
        .append(SIGNATURE);
    for (Urgency urgency : Urgency.values()) {
      List<Complaint> of = care.complaints().stream().filter(c -> c.urgency() == urgency).toList();
      out.append("\n## ").append(urgency).append(" (").append(of.size()).append(")\n\n");
      head(out, "complaint", "specialty", "source");
      of.forEach(c -> row(out, c.id(), c.specialty(), c.source()));
    }
    out.append("\n## Rules (").append(care.rules().size()).append(")\n\n");
    out.append("What age, sex, pregnancy and other complaints change. ")
        .append("A rule never makes a complaint less urgent.\n\n");
    head(out, "rule", "complaint", "together with", "patient", "then", "source");
    for (Rule rule : care.rules()) {
      row(
          out,
          rule.id(),
          complaints(rule.when()),
          list(rule.when().with(), " or "),
          patient(rule.when()),
          then(rule),
          care.source(rule.source()));
    }
    return out.toString();
  }

  /** The phrases of one language. */
  String phrases(Language language) {
    CareFile file =
        languages.read(language, "care.yaml", CareFile.class, new Problems()).orElseThrow();
    StringBuilder out = new StringBuilder("# Phrases in " + language.englishName() + "\n\n");
    out.append(GENERATED).append(care.version()).append(".\n\n");
    out.append("Words of a phrase are found in any order and a little apart; with `=` in front ")
        .append("exactly so; with `+` between them anywhere in one sentence; a word that ends in ")
        .append("`*` stands for all that begin like it. [The complaints](../knowledge.md)\n\n")
        .append(SIGNATURE);
    for (Urgency urgency : Urgency.values()) {
      out.append("\n## ").append(urgency).append("\n\n");
      head(out, "complaint", "phrases");
      care.complaints().stream()
          .filter(c -> c.urgency() == urgency)
          .forEach(
              c -> row(out, c.id(), list(file.phrases().getOrDefault(c.id(), List.of()), "; ")));
    }
    out.append("\n## Words that deny or put into the past\n\n");
    head(out, "what they do", "words");
    row(out, "deny what follows", list(file.context().denyBefore(), "; "));
    row(out, "deny what precedes", list(file.context().denyAfter(), "; "));
    row(out, "deny the word they end", list(file.context().denyEndings(), "; "));
    row(out, "turn a denial into persistence", list(file.context().persisting(), "; "));
    row(out, "put into the past", list(file.context().past(), "; "));
    row(out, "say that it is so now", list(file.context().now(), "; "));
    out.append("\n## Other words for the same\n\n");
    head(out, "word", "also written");
    new TreeMap<>(file.spellings()).forEach((word, others) -> row(out, word, list(others, "; ")));
    return out.toString();
  }

  private static String complaints(Rule.When when) {
    return when.any() == null
        ? "any of " + list(when.specialties(), ", ")
        : list(when.any(), " or ");
  }

  private static String patient(Rule.When when) {
    List<String> parts = new ArrayList<>();
    add(parts, "under %s", when.belowMonths());
    add(parts, "from %s", when.fromMonths());
    if (when.sex() != null) {
      parts.add(when.sex().name().toLowerCase(Locale.ROOT));
    }
    if (when.pregnant() != null) {
      parts.add(when.pregnant() ? "pregnant" : "not pregnant");
    }
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String format, @Nullable Integer months) {
    if (months != null) {
      boolean years = months >= 24 && months % 12 == 0;
      parts.add(format.formatted(years ? months / 12 + " years" : months + " months"));
    }
  }

  private static String then(Rule rule) {
    List<String> parts = new ArrayList<>();
    if (rule.raises() != null) {
      parts.add("EMERGENCY as " + rule.raises());
    }
    if (rule.urgency() != null) {
      parts.add(rule.urgency().name());
    }
    if (rule.specialty() != null) {
      parts.add(rule.specialty());
    }
    return String.join(", ", parts);
  }

  private static String list(@Nullable List<String> items, String separator) {
    return items == null ? "" : String.join(separator, items);
  }

  private static void head(StringBuilder out, String... cells) {
    row(out, cells);
    out.append("|").append(" --- |".repeat(cells.length)).append("\n");
  }

  private static void row(StringBuilder out, String... cells) {
    Map<String, String> escapes = Map.of("|", "\\|", "\n", " ");
    out.append("|");
    for (String cell : cells) {
      String shown = cell;
      for (Map.Entry<String, String> escape : escapes.entrySet()) {
        shown = shown.replace(escape.getKey(), escape.getValue());
      }
      out.append(" ").append(shown).append(" |");
    }
    out.append("\n");
  }
}
