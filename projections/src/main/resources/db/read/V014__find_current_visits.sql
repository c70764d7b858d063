-- What a patient sends belongs to the visit that is going on or comes next.
create index appointment_current_of_contact on read.appointment (contact_id, starts_at)
  where status in ('BOOKED', 'CONFIRMED', 'CHECKED_IN', 'IN_CONSULTATION');
