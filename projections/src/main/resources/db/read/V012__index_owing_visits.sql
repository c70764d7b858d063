-- Slots that visits owe back to their schedules.
create table read.owed_by_visit (
  visit_id    text        not null,
  schedule_id text        not null,
  starts_at   timestamptz not null,
  owed_since  timestamptz not null,
  primary key (visit_id, schedule_id, starts_at)
);

create index owed_by_visit_due on read.owed_by_visit (owed_since, visit_id);
