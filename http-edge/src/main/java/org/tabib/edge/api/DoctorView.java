package org.tabib.edge.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.PracticeConfig.Doctor;

/**
 * A doctor and where they work.
 *
 * @param names per language tag
 * @param clinic none when it was taken out of the practice
 */
record DoctorView(
    String id,
    Map<String, String> names,
    List<String> specialties,
    long slotMinutes,
    @Nullable ClinicView clinic) {

  /** A place. */
  record ClinicView(
      String id, Map<String, String> names, Map<String, String> addresses, String zone) {
    static ClinicView of(Clinic clinic) {
      return new ClinicView(clinic.id(), clinic.names(), clinic.addresses(), clinic.zone().getId());
    }
  }

  static DoctorView of(PracticeConfig practice, Doctor doctor) {
    return new DoctorView(
        doctor.id(),
        doctor.names(),
        doctor.specialties(),
        doctor.availability().slotLength().toMinutes(),
        practice.clinic(doctor.clinicId()).map(ClinicView::of).orElse(null));
  }
}
