-- A doctor who left the configuration stays, inactive: old appointments refer to them.
create table read.doctor (
  practice_id   text        not null,
  doctor_id     text        not null,
  names         jsonb       not null,
  specialties   text[]      not null, -- the main one first
  clinic_id     text        not null,
  schedule_id   text        not null,
  active        boolean     not null,
  place         integer     not null,
  configured_at timestamptz not null,
  primary key (practice_id, doctor_id)
);
