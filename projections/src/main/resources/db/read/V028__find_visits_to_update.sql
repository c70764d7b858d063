-- What a patient writes may belong to a visit that was completed a few days ago as well. The wider
-- index serves the visits that are going on or still to come too.
create index appointment_tellable_of_contact on read.appointment (contact_id, starts_at)
  where status in ('BOOKED', 'CONFIRMED', 'CHECKED_IN', 'IN_CONSULTATION', 'COMPLETED');
drop index read.appointment_current_of_contact;
