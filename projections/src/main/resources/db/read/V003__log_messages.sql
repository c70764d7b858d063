-- Every message in and out, in the order of the conversation's journal: sequence number of the
-- event, then position in it (0 is the inbound message, outbound ones follow).
create table read.message (
  conversation_id text        not null,
  event_number    bigint      not null,
  position        integer     not null,
  practice_id     text        not null,
  direction       text        not null check (direction in ('in', 'out')),
  number          bigint,      -- counts outbound messages of the conversation
  provider_id     text,        -- given by the channel's provider
  kind            text        not null,
  author          text        not null, -- contact, bot or a staff member's id
  content_subject text        not null, -- whose key seals the content
  content_sealed  bytea,       -- none once the person is erased
  said_at         timestamptz not null, -- in: the provider's time; out: when it was decided
  recorded_at     timestamptz not null, -- when it was journaled
  replies_to      text,        -- the provider's id of the message that is answered
  -- Outbound only: DeliveryStatus as a rank in its lattice.
  -- 0 queued, 1 sent, 2 failed, 3 delivered, 4 read, 5 played.
  status          smallint,
  sent_at         timestamptz,
  delivered_at    timestamptz,
  read_at         timestamptz,
  played_at       timestamptz,
  failed_at       timestamptz, -- stays when a later receipt supersedes the failure
  error_code      integer,     -- of the first failure
  primary key (conversation_id, event_number, position)
) with (fillfactor = 85,
        autovacuum_analyze_scale_factor = 0.02,
        autovacuum_vacuum_scale_factor = 0.05,
        autovacuum_vacuum_insert_scale_factor = 0.05);

-- Receipts find the message by our own identifier, webhooks without it by the provider's.
create unique index message_by_number on read.message (conversation_id, number) where number is not null;
create index message_by_provider_id on read.message (provider_id) where direction = 'out' and provider_id is not null;
