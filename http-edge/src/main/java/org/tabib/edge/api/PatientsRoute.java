package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.tabib.edge.api.PatientView.ProfileView;
import org.tabib.engine.patient.PatientCommand;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.patient.PatientReply;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.projections.patient.PatientQueries;
import org.tabib.projections.patient.PatientQueries.PatientRow;

/** {@code /patients/{id}}: who is treated. */
final class PatientsRoute {
  private final Endpoint endpoint;
  private final Entities entities;
  private final PatientQueries rows;
  private final PersonKeys keys;
  private final Executor queries;

  PatientsRoute(
      Endpoint endpoint,
      Entities entities,
      PatientQueries rows,
      PersonKeys keys,
      Executor queries) {
    this.endpoint = endpoint;
    this.entities = entities;
    this.rows = rows;
    this.keys = keys;
    this.queries = queries;
  }

  Route route() {
    return pathPrefix(
        "patients",
        () -> path(segment(), id -> get(() -> endpoint.plain(Set.of(), call -> one(call, id)))));
  }

  private CompletionStage<Reply> one(Call call, String id) {
    String patientId = call.own(id, "patient");
    return CompletableFuture.supplyAsync(() -> rows.find(patientId), queries)
        .thenCompose(
            row -> row.map(found -> fromRow(call, found)).orElseGet(() -> fromEntity(patientId)))
        .thenApply(Reply::ok);
  }

  private CompletionStage<PatientView> fromRow(Call call, PatientRow row) {
    ClinicTime clock = ClinicTime.of(call.practice());
    return Opened.with(keys, Stream.of(row.profile()))
        .thenApply(
            opened -> {
              ProfileView profile =
                  ProfileView.of(opened.read(row.profile(), PatientProfile.class));
              return new PatientView(
                  row.patientId(),
                  row.guardianId(),
                  profile,
                  profile == null,
                  clock.at(row.registeredAt()),
                  clock.at(row.changedAt()));
            });
  }

  /** Whoever was just registered is known to the entity before the read model hears of it. */
  private CompletionStage<PatientView> fromEntity(String patientId) {
    return entities
        .patient(patientId, PatientCommand.Get::new)
        .thenApply(
            reply ->
                switch (reply) {
                  case PatientReply.Known known ->
                      new PatientView(
                          known.patientId(),
                          known.guardianId(),
                          ProfileView.of(known.profile()),
                          false,
                          null,
                          null);
                  case PatientReply.Refused refused -> throw ApiProblem.notFound("patient");
                });
  }
}
