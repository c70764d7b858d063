-- Courses and care reminders as they stand. What is taken, or what it is about, is sealed under the patient's key.
create table read.reminder (
  reminder_id     text        primary key,
  practice_id     text        not null,
  patient_id      text        not null,
  contact_id      text        not null, -- who is told
  conversation_id text        not null, -- where
  clinic_id       text,
  visit_id        text,                 -- the visit that it comes from
  kind            text        not null, -- ReminderKind
  status          text        not null, -- ReminderStatus
  zone            text        not null, -- the patient's
  rhythm          text        not null, -- Rhythm as JSON
  content_subject text        not null,
  content_sealed  bytea,                -- none once the patient was forgotten
  next_occurrence timestamptz,          -- what is due next; none when nothing is
  next_at         timestamptz,          -- when it is told: later than planned when it was put off
  told            bigint      not null,
  done            bigint      not null,
  last_told_at    timestamptz,
  planned_by      text        not null,
  planned_at      timestamptz not null,
  changed_at      timestamptz not null
) with (fillfactor = 80);

create index reminder_newest on read.reminder (practice_id, planned_at desc, reminder_id);
create index reminder_of_patient on read.reminder (patient_id, planned_at desc, reminder_id);
