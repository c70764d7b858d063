package org.tabib.edge.api;

import java.time.OffsetDateTime;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.Slot;

/** A piece of a doctor's time that can be booked, in the clinic's time zone. */
record SlotView(String doctorId, String clinicId, OffsetDateTime start, OffsetDateTime end) {
  static SlotView of(Doctor doctor, ClinicTime time, Slot slot) {
    return new SlotView(doctor.id(), doctor.clinicId(), time.at(slot.start()), time.at(slot.end()));
  }
}
