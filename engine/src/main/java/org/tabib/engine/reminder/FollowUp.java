package org.tabib.engine.reminder;

import java.time.LocalDate;

/**
 * What a doctor wrote about coming again: a reminder that has it follows the visit's record.
 *
 * @param doctorId whom the patient is to see
 * @param day the clinic-local day on which they are to come
 */
public record FollowUp(String doctorId, LocalDate day) {}
