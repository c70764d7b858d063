package org.tabib.projections.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.practice.PracticeEvent.PracticeConfigured;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;

/**
 * Fills {@code read.practice}, {@code read.clinic} and {@code read.doctor}. Configurations are
 * rare, so each is applied by itself, in order.
 */
public final class PracticeMirror implements ReadModel<PracticeEvent> {
  private static final String PRACTICE =
      """
      insert into read.practice (practice_id, names, languages, accounts, notice_version, test_mode,
        configured_at)
      values (?, ?::jsonb, ?, ?, ?, ?, ?)
      on conflict (practice_id) do update set
        names          = excluded.names,
        languages      = excluded.languages,
        accounts       = excluded.accounts,
        notice_version = excluded.notice_version,
        test_mode      = excluded.test_mode,
        configured_at  = excluded.configured_at
      """;
  private static final String NO_CLINIC =
      "update read.clinic set active = false where practice_id = ? and active";
  private static final String CLINIC =
      """
      insert into read.clinic (practice_id, clinic_id, names, addresses, time_zone, active, place,
        configured_at)
      values (?, ?, ?::jsonb, ?::jsonb, ?, true, ?, ?)
      on conflict (practice_id, clinic_id) do update set
        names         = excluded.names,
        addresses     = excluded.addresses,
        time_zone     = excluded.time_zone,
        active        = true,
        place         = excluded.place,
        configured_at = excluded.configured_at
      """;
  private static final String NO_DOCTOR =
      "update read.doctor set active = false where practice_id = ? and active";
  private static final String DOCTOR =
      """
      insert into read.doctor (practice_id, doctor_id, names, specialties, clinic_id, schedule_id,
        active, place, configured_at)
      values (?, ?, ?::jsonb, ?, ?, ?, true, ?, ?)
      on conflict (practice_id, doctor_id) do update set
        names         = excluded.names,
        specialties   = excluded.specialties,
        clinic_id     = excluded.clinic_id,
        schedule_id   = excluded.schedule_id,
        active        = true,
        place         = excluded.place,
        configured_at = excluded.configured_at
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void write(Connection connection, List<Recorded<PracticeEvent>> batch)
      throws SQLException {
    for (Recorded<PracticeEvent> recorded : batch) {
      switch (recorded.event()) {
        case PracticeConfigured configured -> {
          practice(connection, configured.config(), configured.at());
          clinics(connection, configured.config(), configured.at());
          doctors(connection, configured.config(), configured.at());
        }
      }
    }
  }

  @Override
  public List<String> tables() {
    return List.of("read.practice", "read.clinic", "read.doctor");
  }

  private static void practice(Connection connection, PracticeConfig config, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PRACTICE)) {
      statement.setString(1, config.id());
      statement.setString(2, json(config.names()));
      statement.setArray(3, connection.createArrayOf("text", config.languages().toArray()));
      statement.setArray(4, connection.createArrayOf("text", config.accounts().toArray()));
      statement.setString(5, config.noticeVersion());
      statement.setBoolean(6, config.testMode());
      statement.setObject(7, at.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  private static void clinics(Connection connection, PracticeConfig config, Instant at)
      throws SQLException {
    retire(connection, NO_CLINIC, config.id());
    try (PreparedStatement statement = connection.prepareStatement(CLINIC)) {
      int place = 0;
      for (PracticeConfig.Clinic clinic : config.clinics()) {
        statement.setString(1, config.id());
        statement.setString(2, clinic.id());
        statement.setString(3, json(clinic.names()));
        statement.setString(4, json(clinic.addresses()));
        statement.setString(5, clinic.zone().getId());
        statement.setInt(6, place++);
        statement.setObject(7, at.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void doctors(Connection connection, PracticeConfig config, Instant at)
      throws SQLException {
    retire(connection, NO_DOCTOR, config.id());
    try (PreparedStatement statement = connection.prepareStatement(DOCTOR)) {
      int place = 0;
      for (PracticeConfig.Doctor doctor : config.doctors()) {
        statement.setString(1, config.id());
        statement.setString(2, doctor.id());
        statement.setString(3, json(doctor.names()));
        statement.setArray(4, connection.createArrayOf("text", doctor.specialties().toArray()));
        statement.setString(5, doctor.clinicId());
        statement.setString(6, doctor.scheduleId());
        statement.setInt(7, place++);
        statement.setObject(8, at.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void retire(Connection connection, String sql, String practice)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, practice);
      statement.executeUpdate();
    }
  }

  private static String json(Map<String, String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts by language are always JSON", e);
    }
  }
}
