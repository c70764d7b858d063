create table read.patient (
  patient_id      text        primary key,
  practice_id     text        not null,
  guardian_id     text        not null, -- the contact who speaks for the patient
  profile_subject text        not null,
  profile_sealed  bytea,
  registered_at   timestamptz not null,
  changed_at      timestamptz not null
) with (autovacuum_analyze_scale_factor = 0.02);

create index patient_of_guardian on read.patient (guardian_id, patient_id);
create index patient_of_practice on read.patient (practice_id, patient_id);
