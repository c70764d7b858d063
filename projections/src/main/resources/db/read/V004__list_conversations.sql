create table read.conversation (
  conversation_id text        primary key,
  practice_id     text        not null,
  contact_id      text        not null,
  account         text        not null,
  address_subject text        not null,
  address_sealed  bytea,
  language        text,        -- BCP 47; none until it was chosen
  consent         text        not null check (consent in ('unasked', 'given', 'withdrawn')),
  notice_version  text,        -- what the last consent refers to
  consent_at      timestamptz,
  started_at      timestamptz not null,
  last_message_at timestamptz not null, -- in or out; the start, before the first message
  last_inbound_at timestamptz,          -- the provider's time: the service window counts from it
  unread          integer     not null, -- inbound since staff last took over, wrote or handed back
  emergency_at    timestamptz,          -- a red flag that staff have not handed back yet
  handed_over     boolean     not null,
  handed_over_to  text,                 -- the staff member who took over
  flow            text,
  flow_version    integer,
  flow_step       text,
  inbound_count   bigint      not null,
  outbound_count  bigint      not null,
  merged_into     text
) with (fillfactor = 80,
        autovacuum_analyze_scale_factor = 0.02,
        autovacuum_vacuum_scale_factor = 0.05);

create index conversation_newest_first on read.conversation (practice_id, last_message_at desc, conversation_id desc);
