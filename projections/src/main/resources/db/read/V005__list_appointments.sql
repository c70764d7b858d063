create table read.appointment (
  visit_id          text        primary key,
  practice_id       text        not null,
  status            text        not null, -- VisitStatus
  patient_id        text        not null,
  contact_id        text        not null,
  conversation_id   text,                 -- none when staff booked it
  doctor_id         text        not null,
  clinic_id         text        not null,
  schedule_id       text        not null,
  starts_at         timestamptz not null,
  ends_at           timestamptz not null,
  specialty         text        not null,
  booked_by         text        not null,
  complaint_subject text        not null,
  complaint_sealed  bytea,
  cancelled_by      text,
  reason_subject    text,
  reason_sealed     bytea,
  opened_at         timestamptz not null,
  confirmed_at      timestamptz,
  checked_in_at     timestamptz,
  consulted_at      timestamptz,
  completed_at      timestamptz,
  no_show_at        timestamptz,
  cancelled_at      timestamptz,
  rescheduled_at    timestamptz,
  changed_at        timestamptz not null
) with (fillfactor = 80, autovacuum_analyze_scale_factor = 0.02);

create index appointment_of_practice on read.appointment (practice_id, starts_at, visit_id);
create index appointment_of_doctor on read.appointment (doctor_id, starts_at, visit_id);
create index appointment_of_patient on read.appointment (patient_id, starts_at, visit_id);
create index appointment_open_of_contact on read.appointment (contact_id, starts_at) where status in ('BOOKED', 'CONFIRMED');
