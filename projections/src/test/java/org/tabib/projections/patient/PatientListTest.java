package org.tabib.projections.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.T0;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.sealed;

import org.junit.jupiter.api.Test;
import org.tabib.engine.patient.PatientEvent.PatientRegistered;
import org.tabib.engine.patient.PatientEvent.ProfileChanged;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.patient.PatientQueries.PatientRow;

class PatientListTest {
  @Test
  void knowsPatientsAndWhoSpeaksForThem() {
    try (TestDatabase database = TestDatabase.create()) {
      PatientList list = new PatientList();
      PatientQueries queries = new PatientQueries(database.database().jdbi());
      database.write(
          list,
          journal(
              "demo.p1",
              1,
              new PatientRegistered("demo.g", sealed("first"), T0),
              new ProfileChanged(sealed("second"), at(1))));
      database.write(list, journal("demo.p2", 1, new PatientRegistered("demo.g", sealed("x"), T0)));
      database.write(list, journal("demo.p1", 3, new ProfileChanged(sealed("third"), at(2))));

      assertThat(queries.find("demo.p1"))
          .hasValue(new PatientRow("demo.p1", "demo.g", sealed("third"), T0, at(2)));
      assertThat(queries.ofGuardian("demo.g"))
          .extracting(PatientRow::patientId)
          .containsExactly("demo.p1", "demo.p2");
      assertThat(queries.find("demo.nobody")).isEmpty();
    }
  }
}
