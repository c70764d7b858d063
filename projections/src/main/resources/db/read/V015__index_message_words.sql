-- Keyed tokens (HMAC) of the words of messages and of their beginnings: nothing stands here in
-- clear, and without the practice's search key nothing can be looked up. One row per message that
-- somebody wrote; an edit takes the place of what it changes, a revocation leaves a row without
-- tokens, so that neither depends on the order of arrival.
create table read.message_token (
  subject         text        not null, -- whose key seals the message
  message_id      text        not null, -- the provider's id of an inbound message, ours of an outbound one
  conversation_id text        not null, -- the row of read.message that shows the text
  event_number    bigint      not null,
  position        integer     not null,
  practice_id     text        not null,
  recorded_at     timestamptz not null,
  rank            smallint    not null, -- 0 as it was sent, 1 edited, 2 revoked
  tokens          bigint[],             -- none: nothing is to be found
  primary key (subject, message_id)
) with (autovacuum_analyze_scale_factor = 0.02,
        autovacuum_vacuum_insert_scale_factor = 0.05);

-- New tokens wait in a list that every search reads through: a short list keeps searches fast.
create index message_token_by_token on read.message_token using gin (tokens)
  with (fastupdate = on, gin_pending_list_limit = 1024) where tokens is not null;

-- Whoever is erased gets no tokens again, not even from a batch that still held their key.
create table read.erased_person (
  person_id text        primary key,
  erased_at timestamptz not null default now()
);
