package org.tabib.projections.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Questions to the mirrored configuration. They block: not for actor dispatchers. */
public final class PracticeQueries {
  private static final String DOCTORS =
      """
      select doctor_id, names, specialties, clinic_id, schedule_id, active
      from read.doctor
      where practice_id = :practice
      """;
  private static final String CLINICS =
      """
      select clinic_id, names, addresses, time_zone, active
      from read.clinic
      where practice_id = :practice
      """;
  private static final String PRACTICES = "select practice_id from read.practice order by 1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Jdbi jdbi;

  public PracticeQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A doctor as last configured.
   *
   * @param names display name per language tag
   * @param specialties the main one first
   * @param active whether they are in the present configuration
   */
  public record DoctorRow(
      String doctorId,
      Map<String, String> names,
      List<String> specialties,
      String clinicId,
      String scheduleId,
      boolean active) {}

  /** A clinic as last configured. */
  public record ClinicRow(
      String clinicId,
      Map<String, String> names,
      Map<String, String> addresses,
      ZoneId zone,
      boolean active) {}

  /** All practices that were ever configured. */
  public List<String> practices() {
    return jdbi.withHandle(handle -> handle.createQuery(PRACTICES).mapTo(String.class).list());
  }

  /** The practice's present doctors, in the configuration's order. */
  public List<DoctorRow> doctors(String practice) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DOCTORS + "and active order by place")
                .bind("practice", practice)
                .map((row, context) -> doctor(row))
                .list());
  }

  /** One of them, also a former one. */
  public Optional<DoctorRow> doctor(String practice, String doctorId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DOCTORS + "and doctor_id = :id")
                .bind("practice", practice)
                .bind("id", doctorId)
                .map((row, context) -> doctor(row))
                .findFirst());
  }

  /** The practice's present clinics, in the configuration's order. */
  public List<ClinicRow> clinics(String practice) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CLINICS + "and active order by place")
                .bind("practice", practice)
                .map((row, context) -> clinic(row))
                .list());
  }

  private static DoctorRow doctor(ResultSet row) throws SQLException {
    Array specialties = row.getArray("specialties");
    return new DoctorRow(
        row.getString("doctor_id"),
        texts(row.getString("names")),
        List.of((String[]) specialties.getArray()),
        row.getString("clinic_id"),
        row.getString("schedule_id"),
        row.getBoolean("active"));
  }

  private static ClinicRow clinic(ResultSet row) throws SQLException {
    return new ClinicRow(
        row.getString("clinic_id"),
        texts(row.getString("names")),
        texts(row.getString("addresses")),
        ZoneId.of(row.getString("time_zone")),
        row.getBoolean("active"));
  }

  private static Map<String, String> texts(String json) {
    try {
      return JSON.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts by language are always JSON", e);
    }
  }
}
