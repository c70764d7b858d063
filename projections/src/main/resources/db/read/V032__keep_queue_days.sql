-- How a clinic's queue stood on each day on which anything happened.
create table read.queue_day (
  queue_id      text        primary key,
  practice_id   text        not null,
  clinic_id     text        not null,
  day           date        not null,
  time_zone     text        not null,
  scale         text        not null, -- TriageScale
  opened_at     timestamptz not null,
  paused        jsonb       not null, -- why, by service point; '*' is all of them
  closed_at     timestamptz,
  closed_reason text,
  changed_at    timestamptz not null
);

create index queue_day_of_clinic on read.queue_day (clinic_id, day);
