-- What a patient sends belongs to the visit that is going on or comes next. The wider index serves
-- the visits that can still be changed as well.
create index appointment_current_of_contact on read.appointment (contact_id, starts_at)
  where status in ('BOOKED', 'CONFIRMED', 'CHECKED_IN', 'IN_CONSULTATION');
drop index read.appointment_open_of_contact;
