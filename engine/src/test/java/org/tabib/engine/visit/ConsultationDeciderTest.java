package org.tabib.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.entity.Refusal.Kind;
import org.tabib.engine.visit.VisitCommand.Advance.Step;
import org.tabib.engine.visit.VisitEvent.ConsultationAmended;
import org.tabib.engine.visit.VisitEvent.ConsultationRecorded;

class ConsultationDeciderTest {
  private final VisitStory visit = VisitStory.inConsultation();

  @Test
  void draftIsReplacedWhileTheConsultationGoesOn() {
    visit.record("a", VisitStory.note("left ear"), null);
    VisitReply second = visit.record("b", VisitStory.note("right ear"), LocalDate.of(2026, 3, 16));

    assertThat(written(second).version()).isEqualTo(1);
    assertThat(written(second).followUp()).isEqualTo("2026-03-16");
    assertThat(written(second).by()).isEqualTo("staff-1");
    assertThat(visit.state().status()).isEqualTo(VisitStatus.IN_CONSULTATION);
  }

  @Test
  void repeatedRequestAnswersTheSameAndWritesNothing() {
    VisitReply first = visit.record("a", VisitStory.note("left ear"), null);
    int before = visit.journal().size();

    assertThat(visit.record("a", VisitStory.note("left ear"), null)).isEqualTo(first);
    assertThat(visit.journal()).hasSize(before);
  }

  @Test
  void refusesAnotherRecordUnderAKeyThatWasUsed() {
    visit.record("a", VisitStory.note("left ear"), null);

    assertRefused(
        visit.record("a", VisitStory.note("right ear"), null),
        Kind.INVALID,
        "idempotency-key-reused");
  }

  @Test
  void completionWritesTheRecordAndEndsTheVisitAtOnce() {
    VisitReply completed = visit.complete("c", VisitStory.note("left ear"));

    assertThat(((VisitReply.Current) completed).status()).isEqualTo(VisitStatus.COMPLETED);
    assertThat(visit.journal())
        .extracting(event -> event.getClass().getSimpleName())
        .endsWith("ConsultationRecorded", "VisitCompleted");
    assertThat(visit.complete("c", VisitStory.note("left ear"))).isEqualTo(completed);
  }

  @Test
  void nothingIsReplacedAfterCompletion() {
    visit.complete("c", VisitStory.note("left ear"));

    assertRefused(
        visit.record("d", VisitStory.note("right ear"), null),
        Kind.WRONG_STATE,
        "visit-not-in-that-state");
    assertRefused(
        visit.complete("e", VisitStory.note("right ear")),
        Kind.WRONG_STATE,
        "visit-not-in-that-state");
  }

  @Test
  void amendmentIsAVersionOfItsOwnWithAuthorAndReason() {
    visit.complete("c", VisitStory.note("left ear"));

    VisitReply amended = visit.amend("d", VisitStory.note("right ear"), "wrong side");

    assertThat(written(amended).version()).isEqualTo(2);
    assertThat(written(amended).by()).isEqualTo("staff-2");
    ConsultationAmended event = (ConsultationAmended) visit.journal().getLast();
    assertThat(event.reason().orElse(new VisitEvent.Reason("")).words()).isEqualTo("wrong side");
  }

  @Test
  void visitThatWasCompletedWithoutARecordGetsItsFirstVersionLate() {
    visit.advance(Step.COMPLETE);

    assertThat(written(visit.amend("a", VisitStory.note("left ear"), "late entry")).version())
        .isEqualTo(1);
  }

  @Test
  void amendmentNeedsAReason() {
    visit.complete("c", VisitStory.note("left ear"));

    assertRefused(
        visit.amend("d", VisitStory.note("right ear"), " "), Kind.INVALID, "consultation-invalid");
  }

  @Test
  void amendmentNeedsACompletedVisit() {
    assertRefused(
        visit.amend("a", VisitStory.note("left ear"), "why"),
        Kind.WRONG_STATE,
        "visit-not-in-that-state");
  }

  @Test
  void patientIsNotToComeAgainBeforeTheVisitsOwnDayAtTheClinic() {
    assertRefused(
        visit.record("a", VisitStory.note("left ear"), LocalDate.of(2026, 3, 1)),
        Kind.INVALID,
        "follow-up-before-visit");
    assertThat(visit.record("b", VisitStory.note("left ear"), LocalDate.of(2026, 3, 2)))
        .isInstanceOf(VisitReply.Current.class);
  }

  @Test
  void nothingIsWrittenAboutSomebodyWhoWasForgotten() {
    assertRefused(
        visit.forgotten().record("a", VisitStory.note("left ear"), null),
        Kind.NOT_FOUND,
        "patient-unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/sid/icd-10, J06.9, true",
    "http://hl7.org/fhir/sid/icd-10, A00, true",
    "http://hl7.org/fhir/sid/icd-10-cm, C7A.0, true",
    "http://hl7.org/fhir/sid/icd-10-cm, S52.521A, true",
    "http://hl7.org/fhir/sid/icd-10, J6, false",
    "http://hl7.org/fhir/sid/icd-10, 406.9, false",
    "http://hl7.org/fhir/sid/icd-10, J06., false",
    "http://hl7.org/fhir/sid/icd-10, J06.12345, false",
    "http://hl7.org/fhir/sid/icd-10, common cold, false",
    "http://id.who.int/icd/release/11/mms, CA40.Z, true",
    "urn:oid:2.16.840.1.113883.6.96, 54150009, true",
    "icd-10, J06.9, false",
  })
  void codeHasTheFormOfItsSystem(String system, String code, boolean fits) {
    ConsultationNote note =
        new ConsultationNote("", List.of(new Diagnosis(system, null, code, "a cold")), "");

    assertThat(ConsultationRules.problem(note).isEmpty()).isEqualTo(fits);
  }

  @Test
  void namesTheFieldThatIsWrong() {
    ConsultationNote note =
        new ConsultationNote(
            "",
            List.of(
                new Diagnosis(Diagnosis.ICD_10, null, "J06.9", "a cold"),
                new Diagnosis(Diagnosis.ICD_10, null, "J06.9", " ")),
            "");

    assertThat(ConsultationRules.problem(note).orElseThrow().field())
        .isEqualTo("diagnoses[1].text");
  }

  @Test
  void recordSaysSomething() {
    assertThat(ConsultationRules.problem(new ConsultationNote(" ", List.of(), "")).orElseThrow())
        .extracting(ConsultationRules.Problem::field)
        .isEqualTo("notes");
  }

  @Property(tries = 200)
  void amendmentsKeepWhatWasThereBeforeUnderNumbersWithoutGaps(
      @ForAll("notes") List<String> notes) {
    VisitStory story = VisitStory.inConsultation();
    story.complete("first", VisitStory.note("first"));
    for (int i = 0; i < notes.size(); i++) {
      story.amend("key-" + i, VisitStory.note(notes.get(i)), "because");
      // Whoever sends it twice adds nothing.
      story.amend("key-" + i, VisitStory.note(notes.get(i)), "because");
    }

    List<String> expected = new ArrayList<>(List.of("first"));
    expected.addAll(notes);
    assertThat(versions(story)).isEqualTo(expected);
    assertThat(story.replayed()).isEqualTo(story.state());
  }

  @Provide
  Arbitrary<List<String>> notes() {
    return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8).list().ofMaxSize(30);
  }

  /** What each version says, as a reader of the journal finds it. */
  private static List<String> versions(VisitStory story) {
    TreeMap<Integer, String> found = new TreeMap<>();
    for (VisitEvent event : story.journal()) {
      if (event instanceof ConsultationRecorded e) {
        found.put(1, e.note().orElse(VisitStory.note("?")).notes());
      }
      if (event instanceof ConsultationAmended e) {
        assertThat(found.put(e.version(), e.note().orElse(VisitStory.note("?")).notes())).isNull();
      }
    }
    return List.copyOf(found.values());
  }

  private static VisitRecord.Consultation written(VisitReply reply) {
    return ((VisitReply.Current) reply).record().consultation();
  }

  private static void assertRefused(VisitReply reply, Kind kind, String code) {
    assertThat(reply)
        .isInstanceOfSatisfying(
            VisitReply.Refused.class,
            refused -> {
              assertThat(refused.refusal().kind()).isEqualTo(kind);
              assertThat(refused.refusal().code()).isEqualTo(code);
              assertThat(refused.refusal().message()).doesNotContain("ear");
            });
  }
}
