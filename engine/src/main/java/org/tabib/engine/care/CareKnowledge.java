package org.tabib.engine.care;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Sentences.Token;
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
  private final List<PhraseBook> books;
  private final Context context;
  private final Spelling spelling;

  private CareKnowledge(KnowledgeFile file, Map<Language, CareFile> languages) {
    this.file = file;
    this.complaints =
        file.complaints().stream()
            .map(
                rule ->
                    new Complaint(
                        rule.id(),
                        rule.specialty(),
                        rule.urgency(),
                        file.sources().getOrDefault(rule.source(), rule.source())))
            .toList();
    Map<String, Integer> index = new HashMap<>();
    for (Complaint complaint : complaints) {
      index.put(complaint.id(), index.size());
    }
    this.context = new Context(languages.values());
    this.books = new ArrayList<>();
    Set<String> vocabulary = new HashSet<>();
    Set<String> known = new HashSet<>(context.words());
    for (CareFile language : languages.values()) {
      PhraseBook book =
          new PhraseBook(
              language,
              CareCheck.normalised(language.fillers()),
              id -> Optional.ofNullable(index.get(id)).orElseThrow());
      books.add(book);
      vocabulary.addAll(book.vocabulary());
      known.addAll(book.knownWords());
      known.addAll(CareCheck.normalised(language.plain()));
    }
    this.spelling = new Spelling(vocabulary, known);
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
    Map<Language, CareFile> byLanguage =
        new TreeMap<>(Comparator.comparingInt(languages.all()::indexOf));
    for (Language language : languages.all()) {
      languages
          .read(language, "care.yaml", CareFile.class, found)
          .ifPresent(care -> byLanguage.put(language, care));
    }
    file.ifPresent(rules -> CareCheck.check(rules, byLanguage, found));
    found.throwIfAny("Care knowledge");
    return new CareKnowledge(file.orElseThrow(), byLanguage);
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

  /** Reads a description in any language, or several. */
  public Assessment assess(String text) {
    return assess(text, spelling::candidates);
  }

  /**
   * The same without correcting spelling: for answers that are not about health, such as names. One
   * letter away from a Hindi word for dying are a dozen common first names.
   */
  public Assessment assessAsWritten(String text) {
    return assess(text, List::of);
  }

  private Assessment assess(String text, Function<String, List<String>> spelled) {
    List<Token> tokens = inClauses(Sentences.of(text));
    List<List<String>> candidates = new ArrayList<>(tokens.size());
    tokens.forEach(token -> candidates.add(spelled.apply(token.text())));
    List<Match> found = new ArrayList<>();
    for (PhraseBook book : books) {
      book.find(tokens, candidates, context.and(), found);
    }
    List<Match> matches = inOrder(found);
    BitSet denied = context.denied(tokens, matches);
    BitSet past = context.past(tokens, matches);
    BitSet present = new BitSet();
    present.set(0, matches.size());
    present.andNot(denied);
    present.andNot(past);
    Set<Complaint> complaintsNow = new LinkedHashSet<>();
    Set<String> evidence = new LinkedHashSet<>();
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      // A more precise match speaks for this one, unless it is itself set aside.
      boolean spokenFor =
          (present.get(i) ? present.stream().mapToObj(matches::get) : matches.stream())
              .anyMatch(other -> other.outdoes(match));
      if (!spokenFor) {
        Complaint complaint = complaints.get(match.complaint());
        String note = denied.get(i) ? " (denied)" : past.get(i) ? " (past)" : "";
        evidence.add(complaint.id() + note + ": " + words(tokens, match));
        if (present.get(i)) {
          complaintsNow.add(complaint);
        }
      }
    }
    return assessment(List.copyOf(complaintsNow), List.copyOf(evidence));
  }

  private Assessment assessment(List<Complaint> present, List<String> evidence) {
    List<Complaint> byUrgency =
        present.stream().sorted(Comparator.comparing(Complaint::urgency)).toList();
    Urgency urgency = byUrgency.isEmpty() ? Urgency.ROUTINE : byUrgency.get(0).urgency();
    // Who the patient is decides first, then the most urgent complaint that has a specialist.
    String specialty =
        byUrgency.stream()
            .min(
                Comparator.comparing((Complaint c) -> !leads(c))
                    .thenComparing(Complaint::urgency)
                    .thenComparing(c -> c.specialty().equals(GENERAL_MEDICINE)))
            .map(Complaint::specialty)
            .orElse(GENERAL_MEDICINE);
    return new Assessment(
        byUrgency,
        byUrgency.stream().filter(Complaint::isRedFlag).toList(),
        urgency,
        specialty,
        evidence);
  }

  private boolean leads(Complaint complaint) {
    return file.leads().contains(complaint.id());
  }

  /** A "but" begins a clause like a comma does. */
  private List<Token> inClauses(List<Token> tokens) {
    List<Token> result = new ArrayList<>(tokens.size());
    int added = 0;
    for (Token token : tokens) {
      added += context.breaks().contains(token.text()) ? 1 : 0;
      result.add(new Token(token.text(), token.clause() * 1000 + added, token.sentence()));
    }
    return result;
  }

  private static List<Match> inOrder(List<Match> found) {
    return found.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Match::first).thenComparingInt(Match::last))
        .toList();
  }

  private static String words(List<Token> tokens, Match match) {
    StringBuilder words = new StringBuilder();
    match.words().stream()
        .forEach(at -> words.append(words.isEmpty() ? "" : " ").append(tokens.get(at).text()));
    return words.toString();
  }

  /**
   * Key of the advice for this kind of emergency.
   *
   * @throws IllegalArgumentException when the complaint is none of ours or no red flag
   */
  public String emergencyAdviceKey(Complaint redFlag) {
    if (!complaints.contains(redFlag) || !redFlag.isRedFlag()) {
      throw new IllegalArgumentException(redFlag.id() + " is no red flag that we know");
    }
    return ADVICE + file.advice().getOrDefault(redFlag.id(), "general");
  }
}
