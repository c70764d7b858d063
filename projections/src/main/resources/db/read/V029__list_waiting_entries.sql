-- Who waits for a time that becomes free at a clinic, and what they are offered. Ids and codes only.
create table read.waiting_entry (
  entry_id        text        primary key,
  practice_id     text        not null,
  clinic_id       text        not null,
  patient_id      text        not null,
  contact_id      text        not null,
  conversation_id text        not null,
  doctor_id       text,                 -- none when any doctor of the specialty will do
  specialty       text        not null,
  earliest        date        not null,
  latest          date        not null,
  parts           text        not null, -- PartOfDay, separated by commas; empty means any time
  urgency         text        not null, -- Urgency
  visit_id        text,                 -- the visit that would come earlier
  visit_starts_at timestamptz,
  joined_by       text        not null, -- WaitingCommand.By
  joined_at       timestamptz not null,
  status          text        not null, -- EntryStatus
  offer_id        text,                 -- what stands now
  offer_doctor_id text,
  offer_starts_at timestamptz,
  offer_ends_at   timestamptz,
  offer_until     timestamptz,
  offer_reason    text,
  ending          text,                 -- Ending
  booked_visit_id text,
  changed_at      timestamptz not null
) with (fillfactor = 80, autovacuum_analyze_scale_factor = 0.02);

create index waiting_entry_of_practice on read.waiting_entry (practice_id, joined_at, entry_id);
