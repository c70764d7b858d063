-- Who is booked into a slot right now; a slot may take several visits.
create table read.slot_booking (
  schedule_id text        not null,
  starts_at   timestamptz not null,
  visit_id    text        not null,
  booked_at   timestamptz not null,
  primary key (schedule_id, starts_at, visit_id)
) with (autovacuum_analyze_scale_factor = 0.02);
