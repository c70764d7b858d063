-- A clinic that left the configuration stays, inactive: old appointments refer to it.
create table read.clinic (
  practice_id   text        not null,
  clinic_id     text        not null,
  names         jsonb       not null,
  addresses     jsonb       not null,
  time_zone     text        not null,
  active        boolean     not null,
  place         integer     not null, -- order within the configuration
  configured_at timestamptz not null,
  primary key (practice_id, clinic_id)
);
