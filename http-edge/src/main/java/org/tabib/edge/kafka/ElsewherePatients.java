package org.tabib.edge.kafka;

import akka.Done;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.edge.api.Entities;
import org.tabib.edge.kafka.InboundEvent.BookedElsewhere;
import org.tabib.edge.kafka.InboundEvent.DemographicsChanged;
import org.tabib.edge.kafka.InboundEvent.Profile;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.patient.PatientCommand;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.patient.PatientReply;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.AliasDirectory;

/** Patients whom other systems speak of. */
final class ElsewherePatients {
  private final Entities entities;
  private final AliasDirectory directory;

  ElsewherePatients(Entities entities, AliasDirectory directory) {
    this.entities = entities;
    this.directory = directory;
  }

  /**
   * @param contactId who speaks for the patient
   */
  record Person(String patientId, String contactId) {}

  /** Who is known already; none when the event itself can make them known. */
  CompletionStage<Optional<Person>> lookUp(PracticeConfig practice, BookedElsewhere event) {
    return known(practice, ElsewhereIds.patient(practice.id(), event.patient()))
        .thenApply(
            known -> {
              if (known.isEmpty()
                  && (event.profile() == null || event.patient().identifier() == null)) {
                throw unknown().failure();
              }
              return known.map(found -> new Person(found.patientId(), found.guardianId()));
            });
  }

  /** Makes the patient known; the same again changes nothing. */
  CompletionStage<Person> register(PracticeConfig practice, BookedElsewhere event) {
    Profile told = event.profile();
    if (told == null) {
      throw new IllegalStateException("looked up before");
    }
    String patientId = ElsewhereIds.patient(practice.id(), event.patient());
    LocalDate on = event.origin().time().atZoneSameInstant(zone(practice)).toLocalDate();
    PatientProfile profile =
        new PatientProfile(told.name().strip(), age(told.birthDate(), on), on, told.sex());
    return contact(practice, patientId, told)
        .thenCompose(
            contactId ->
                entities.patient(
                    patientId, replyTo -> new PatientCommand.Register(contactId, profile, replyTo)))
        .thenApply(ElsewherePatients::registered)
        .thenApply(found -> new Person(found.patientId(), found.guardianId()));
  }

  /** Whoever has the number speaks for the patient; without one, patients speak for themselves. */
  private CompletionStage<String> contact(PracticeConfig practice, String patientId, Profile told) {
    String phone = told.phone();
    if (phone == null) {
      return CompletableFuture.completedStage(patientId);
    }
    String digits = phone.startsWith("+") ? phone.substring(1) : phone;
    return directory
        .resolve(practice.id(), new Address(Address.Kind.PHONE, digits))
        .thenApply(AliasDirectory.Contact::contactId);
  }

  CompletionStage<Done> change(PracticeConfig practice, DemographicsChanged event) {
    String patientId = ElsewhereIds.patient(practice.id(), event.patient());
    return known(practice, patientId)
        .thenCompose(
            known -> {
              PatientReply.Known now = known.orElseThrow(() -> unknown().failure());
              PatientProfile changed = changed(practice, now.profile(), event);
              return entities.patient(
                  patientId,
                  replyTo -> new PatientCommand.Register(now.guardianId(), changed, replyTo));
            })
        .thenApply(
            reply -> {
              registered(reply);
              return Done.getInstance();
            });
  }

  private static PatientProfile changed(
      PracticeConfig practice, PatientProfile now, DemographicsChanged event) {
    LocalDate on = event.origin().time().atZoneSameInstant(zone(practice)).toLocalDate();
    LocalDate born = event.birthDate();
    return new PatientProfile(
        event.name() == null ? now.name() : event.name().strip(),
        born == null ? now.age() : age(born, on),
        born == null ? now.ageOn() : on,
        event.sex() == null ? now.sex() : event.sex());
  }

  private CompletionStage<Optional<PatientReply.Known>> known(
      PracticeConfig practice, String patientId) {
    if (!Ids.practiceOf(patientId).equals(practice.id())) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return entities
        .patient(patientId, PatientCommand.Get::new)
        .thenApply(
            reply ->
                switch (reply) {
                  case PatientReply.Known found -> Optional.of(found);
                  case PatientReply.Refused(Refusal refusal) -> {
                    if (refusal.kind() != Refusal.Kind.NOT_FOUND) {
                      throw Refusals.failure(refusal);
                    }
                    yield Optional.empty();
                  }
                });
  }

  private static PatientReply.Known registered(PatientReply reply) {
    return switch (reply) {
      case PatientReply.Known found -> found;
      case PatientReply.Refused(Refusal refusal) -> throw Refusals.failure(refusal);
    };
  }

  /** Years and months, which is what age means for a child; a birth in the future is refused. */
  private static String age(LocalDate born, LocalDate on) {
    Period age = Period.between(born, on);
    Period rounded = Period.of(age.getYears(), age.getMonths(), Math.min(age.getDays(), 0));
    return rounded.isZero() ? "P0Y" : rounded.toString();
  }

  private static ZoneId zone(PracticeConfig practice) {
    return practice.clinics().stream()
        .map(PracticeConfig.Clinic::zone)
        .findFirst()
        .orElse(ZoneOffset.UTC);
  }

  private static Unusable unknown() {
    return new Unusable(
        "patient-unknown", "/data/patient: no patient of the practice, or forgotten on request");
  }
}
