-- One row per ticket of a clinic's day; kept for statistics and reports.
create table read.queue_ticket (
  ticket_id       text        primary key, -- queue id, a dot, the label
  queue_id        text        not null,
  practice_id     text        not null,
  clinic_id       text        not null,
  day             date        not null,    -- of the clinic
  label           text        not null,    -- what is called: A7
  service_point   text        not null,
  status          text        not null,    -- TicketStatus
  urgency         text        not null,
  patient_type    text        not null,
  origin          text        not null,    -- DESK, WHATSAPP, CHECK_IN, APP
  patient_id      text,
  contact_id      text,
  conversation_id text,
  visit_id        text,
  doctor_id       text,
  appointment_at  timestamptz,
  issued_at       timestamptz not null,
  first_called_at timestamptz,
  called_at       timestamptz,             -- the last time
  calls           int         not null,
  room            text,                    -- where it was called to last
  started_at      timestamptz,
  finished_at     timestamptz,             -- when it was served
  closed_at       timestamptz,             -- when it was missed for good or left
  closed_reason   text,                    -- as staff gave it; none when nobody did
  undone          boolean     not null,    -- issued by mistake: counts nowhere
  position        int,                     -- while it waits, as told last (issued, near …); 1 is next
  ahead           int,
  wait_from       int,                     -- minutes, as told last
  wait_to         int,
  reason          text,                    -- why it stands there, as told last: orange, 12 of 10 minutes
  changed_at      timestamptz not null
) with (fillfactor = 80, autovacuum_analyze_scale_factor = 0.02);

create index queue_ticket_of_day on read.queue_ticket (clinic_id, day, issued_at);
create index queue_ticket_waiting on read.queue_ticket (queue_id, service_point) where status in ('WAITING', 'CALLED', 'IN_SERVICE');
create index queue_ticket_of_patient on read.queue_ticket (patient_id, day) where patient_id is not null;
create index queue_ticket_of_visit on read.queue_ticket (visit_id) where visit_id is not null;
