package org.tabib.engine.care;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;

/**
 * Reads complaints in what people write, in all languages at once, and tells how urgent they are
 * and which specialty sees them. The rules ({@code care/knowledge.yaml}) name their sources; {@code
 * docs/care/knowledge.md} shows them for review by clinicians. It recognises, it does not diagnose.
 * Immutable and thread-safe.
 */
public final class CareKnowledge {
  /** Whoever is not sure where to go goes here. */
  public static final String GENERAL_MEDICINE = "general-medicine";

  private static final String ADVICE = "emergency.advice.";

  private final KnowledgeFile file;
  private final List<Complaint> complaints;
  private final List<PhraseBook> books = new ArrayList<>();
  private final List<Grammar> grammars;
  private final PastPhrases past;
  private final Lexicon lexicon;
  private final Spelling spelling;
  private final PatientReader patients;
  private final Rules rules;

  private CareKnowledge(KnowledgeFile file, List<CareFile> languages, List<JsonNode> readings) {
    this.file = file;
    this.complaints =
        file.complaints().stream()
            .map(
                entry ->
                    new Complaint(
                        entry.id(),
                        entry.specialty(),
                        entry.urgency(),
                        file.sources().getOrDefault(entry.source(), entry.source())))
            .toList();
    Map<String, Integer> index = new HashMap<>();
    Map<String, Complaint> byId = new HashMap<>();
    for (Complaint complaint : complaints) {
      index.put(complaint.id(), index.size());
      byId.put(complaint.id(), complaint);
    }
    this.rules = new Rules(file.rules(), byId);
    this.patients = new PatientReader(readings, languages);
    this.grammars = Grammar.of(languages);
    this.past = new PastPhrases(languages, patients.numberWords());
    this.lexicon = new Lexicon(languages);
    for (int i = 0; i < languages.size(); i++) {
      books.add(
          new PhraseBook(
              i,
              languages.get(i),
              lexicon,
              grammars.get(i),
              id -> Optional.ofNullable(index.get(id)).orElseThrow()));
    }
    lexicon.complete();
    Set<String> known = Grammar.words(languages);
    known.addAll(lexicon.words());
    known.addAll(past.firstWords());
    known.addAll(patients.numberWords());
    known.addAll(patients.words());
    this.spelling = new Spelling(lexicon.words(), known);
  }

  /**
   * Loads the rules and every language's phrases for them.
   *
   * @throws IllegalStateException listing every problem, for example a complaint without phrases in
   *     a language
   */
  public static CareKnowledge load(Languages languages) {
    try (@Nullable InputStream in =
        CareKnowledge.class.getClassLoader().getResourceAsStream("care/knowledge.yaml")) {
      if (in == null) {
        throw new IllegalStateException("care/knowledge.yaml is not on the class path");
      }
      return load(languages, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read care/knowledge.yaml", e);
    }
  }

  static CareKnowledge load(Languages languages, String knowledge) {
    Problems found = new Problems();
    Optional<KnowledgeFile> file =
        Languages.parse("care/knowledge.yaml", knowledge, KnowledgeFile.class, found);
    Map<Language, CareFile> byLanguage = languages.readAll("care.yaml", CareFile.class, found);
    List<JsonNode> readings =
        List.copyOf(languages.readAll("reading.yaml", JsonNode.class, found).values());
    file.ifPresent(rules -> CareCheck.check(rules, byLanguage, found));
    found.throwIfAny("Care knowledge");
    return new CareKnowledge(file.orElseThrow(), List.copyOf(byLanguage.values()), readings);
  }

  /** Changes with every change of the rules. */
  public String version() {
    return file.version();
  }

  /** Ids of all specialties that a complaint can be for. */
  public Set<String> specialties() {
    return new LinkedHashSet<>(file.specialties());
  }

  /** All complaints that can be recognised. */
  public List<Complaint> complaints() {
    return complaints;
  }

  /** Reads a description in any language, or several, of a patient of whom nothing is known. */
  public Assessment assess(String text) {
    return assess(text, Facts.UNKNOWN);
  }

  /**
   * Reads a description in any language, or several.
   *
   * @param known what is known of the patient; what the text itself says comes first
   */
  public Assessment assess(String text, Facts known) {
    return assess(text, known, false);
  }

  /**
   * The same without correcting spelling: for answers that are not about health, such as names. One
   * letter away from a Hindi word for dying are a dozen common first names.
   */
  public Assessment assessAsWritten(String text) {
    return assess(text, Facts.UNKNOWN, true);
  }

  private Assessment assess(String text, Facts known, boolean asWritten) {
    Message message = Message.of(Sentences.of(text), lexicon, spelling, asWritten);
    List<Match> found = new ArrayList<>();
    for (PhraseBook book : books) {
      book.find(message, found);
    }
    List<Match> matches = inOrder(found);
    BitSet denied = setAside(message, matches, Context::denied);
    BitSet past = setAside(message, matches, Context::past);
    BitSet present = new BitSet();
    present.set(0, matches.size());
    present.andNot(denied);
    present.andNot(past);
    Set<Complaint> complaintsNow = new LinkedHashSet<>();
    Set<Complaint> others = new LinkedHashSet<>();
    Set<String> evidence = new LinkedHashSet<>();
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      // A more precise match speaks for this one, unless it is itself set aside.
      boolean spokenFor =
          (present.get(i) ? present.stream().mapToObj(matches::get) : matches.stream())
              .anyMatch(other -> other.outdoes(match) && !saysOnlyWho(other, match));
      if (!spokenFor) {
        Complaint complaint = complaints.get(match.complaint());
        String note = denied.get(i) ? " (denied)" : past.get(i) ? " (past)" : "";
        evidence.add(complaint.id() + note + ": " + words(message, match));
        (present.get(i) ? complaintsNow : others).add(complaint);
      }
    }
    others.removeAll(complaintsNow);
    Facts said = patients.read(message, pregnant(complaintsNow, others));
    Facts facts = said.or(known);
    Rules.Outcome outcome = rules.apply(complaintsNow, facts);
    evidence.addAll(outcome.reasons());
    List<Complaint> byUrgency =
        outcome.complaints().stream().sorted(Comparator.comparing(Complaint::urgency)).toList();
    List<Finding> findings = new ArrayList<>();
    byUrgency.forEach(complaint -> findings.add(new Finding(complaint, false)));
    others.forEach(complaint -> findings.add(new Finding(complaint, true)));
    return new Assessment(
        byUrgency,
        byUrgency.stream().filter(Complaint::isRedFlag).toList(),
        byUrgency.isEmpty() ? Urgency.ROUTINE : byUrgency.get(0).urgency(),
        specialty(byUrgency, facts),
        findings,
        said,
        List.copyOf(evidence));
  }

  /**
   * Each language's grammar decides on the phrases of its own. Where they disagree on loan words,
   * the complaint stays.
   */
  private BitSet setAside(
      Message message, List<Match> matches, Function<Context, BitSet> decision) {
    BitSet result = new BitSet();
    result.set(0, matches.size());
    for (int language = 0; language < grammars.size(); language++) {
      BitSet kept = new BitSet();
      for (int i = 0; i < matches.size(); i++) {
        kept.set(i, matches.get(i).languages().get(language));
      }
      if (!kept.isEmpty()) {
        Grammar grammar = grammars.get(language);
        kept.andNot(decision.apply(new Context(language, grammar, past, message, matches)));
        result.andNot(kept);
      }
    }
    return result;
  }

  private @Nullable Boolean pregnant(Set<Complaint> present, Set<Complaint> others) {
    if (present.stream().anyMatch(complaint -> file.pregnant().contains(complaint.id()))) {
      return true;
    }
    return others.stream().anyMatch(complaint -> file.pregnant().contains(complaint.id()))
        ? false
        : null;
  }

  /** Who the patient is decides first, then the most urgent complaint that has a specialist. */
  private String specialty(List<Complaint> present, Facts facts) {
    return present.stream()
        .min(
            Comparator.comparing((Complaint c) -> !leads(c))
                .thenComparing(Complaint::urgency)
                .thenComparing(c -> c.specialty().equals(GENERAL_MEDICINE)))
        .map(Complaint::specialty)
        .orElseGet(() -> rules.specialty(GENERAL_MEDICINE, facts));
  }

  /** "The baby has fever" tells who is ill; the fever must still be seen. */
  private boolean saysOnlyWho(Match match, Match other) {
    Complaint complaint = complaints.get(match.complaint());
    return leads(complaint) && !complaint.isRedFlag() && !leads(complaints.get(other.complaint()));
  }

  private boolean leads(Complaint complaint) {
    return file.leads().contains(complaint.id());
  }

  private static List<Match> inOrder(List<Match> found) {
    List<Match> distinct = new ArrayList<>(found.size());
    for (Match match : found) {
      int at = 0;
      while (at < distinct.size() && !distinct.get(at).isSame(match)) {
        at++;
      }
      if (at < distinct.size()) {
        distinct.set(at, distinct.get(at).and(match));
      } else {
        distinct.add(match);
      }
    }
    distinct.sort(Comparator.comparingInt(Match::first).thenComparingInt(Match::last));
    return distinct;
  }

  private static String words(Message message, Match match) {
    StringBuilder words = new StringBuilder();
    match.words().stream()
        .forEach(at -> words.append(words.isEmpty() ? "" : " ").append(message.word(at)));
    return words.toString();
  }

  /**
   * Key of the advice for this kind of emergency.
   *
   * @throws IllegalArgumentException when the complaint is none of ours or no red flag
   */
  public String emergencyAdviceKey(Complaint redFlag) {
    if (complaints.stream().noneMatch(known -> isSame(known, redFlag)) || !redFlag.isRedFlag()) {
      throw new IllegalArgumentException(redFlag.id() + " is no red flag that we know");
    }
    return ADVICE + file.advice().getOrDefault(redFlag.id(), "general");
  }

  /** A rule may have given it to another specialty. */
  private static boolean isSame(Complaint known, Complaint redFlag) {
    return known.id().equals(redFlag.id()) && known.isRedFlag();
  }

  List<Rule> rules() {
    return file.rules();
  }

  /** The publication behind the id of a source. */
  String source(String id) {
    return file.sources().getOrDefault(id, id);
  }
}
