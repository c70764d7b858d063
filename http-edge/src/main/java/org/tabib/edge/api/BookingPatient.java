package org.tabib.edge.api;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.BookingRequest.NewPatient;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.patient.PatientCommand;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.patient.PatientReply;
import org.tabib.engine.privacy.AliasDirectory;

/** Who is booked for: somebody known, or somebody to be made known. */
final class BookingPatient {
  private static final String FIELD = "patient.patientId";

  private final Entities entities;
  private final AliasDirectory directory;
  private final InstantSource clock;

  BookingPatient(Entities entities, AliasDirectory directory, InstantSource clock) {
    this.entities = entities;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * @param contactId who speaks for the patient
   * @param conversationId where they are written to, if their number was given
   */
  record Person(String patientId, String contactId, @Nullable String conversationId) {}

  /** Fails with 422 when there is no such patient, or the patient was forgotten. */
  CompletionStage<Person> known(Call call, String patientId) {
    if (!call.isOwn(patientId)) {
      return CompletableFuture.failedStage(unknown());
    }
    return entities
        .patient(patientId, PatientCommand.Get::new)
        .thenApply(
            reply ->
                switch (reply) {
                  case PatientReply.Known found ->
                      new Person(found.patientId(), found.guardianId(), null);
                  case PatientReply.Refused refused -> throw unknown();
                });
  }

  /** Makes the patient known; the same again changes nothing. */
  CompletionStage<Person> register(Call call, String patientId, NewPatient person) {
    PatientProfile profile = profile(call, person);
    return contact(call, patientId, person)
        .thenCompose(
            speaker ->
                entities
                    .patient(
                        patientId,
                        replyTo ->
                            new PatientCommand.Register(speaker.contactId(), profile, replyTo))
                    .thenApply(
                        reply ->
                            switch (reply) {
                              case PatientReply.Known found ->
                                  new Person(
                                      found.patientId(),
                                      found.guardianId(),
                                      speaker.conversationId());
                              case PatientReply.Refused(Refusal refusal) ->
                                  throw ApiProblem.of(refusal);
                            }));
  }

  private record Speaker(String contactId, @Nullable String conversationId) {}

  /** Whoever has the number speaks for the patient; without one, patients speak for themselves. */
  private CompletionStage<Speaker> contact(Call call, String patientId, NewPatient person) {
    String phone = person.phone();
    if (phone == null) {
      return CompletableFuture.completedStage(new Speaker(patientId, null));
    }
    String digits = phone.startsWith("+") ? phone.substring(1) : phone;
    return directory
        .resolve(call.practice().id(), new Address(Address.Kind.PHONE, digits))
        .thenApply(found -> new Speaker(found.contactId(), found.conversationId()));
  }

  private PatientProfile profile(Call call, NewPatient person) {
    String name = person.name();
    Integer age = person.age();
    String sex = person.sex();
    if (name == null || age == null || sex == null) {
      throw new IllegalStateException("what is missing was reported before");
    }
    return new PatientProfile(
        name.strip(),
        Period.ofYears(age).toString().replace("P0D", "P0Y"),
        LocalDate.ofInstant(clock.instant(), ClinicTime.of(call.practice()).zone()),
        sex);
  }

  private static ApiProblem unknown() {
    return ApiProblem.unprocessable(
        "patient-unknown", FIELD, "is not a patient of this practice, or was forgotten on request");
  }
}
