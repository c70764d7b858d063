-- Files that patients sent. The row is there from the moment the file is owed.
create table read.attachment (
  attachment_id   text        primary key,
  practice_id     text        not null,
  conversation_id text        not null,
  message_id      text        not null, -- the provider's id of the message that brought it
  event_number    bigint      not null, -- of the journal's event that brought it
  kind            text        not null, -- image, audio, video, document, sticker
  voice           boolean     not null,
  person_id       text        not null, -- whose key seals the bytes
  visit_id        text,                 -- none: it belongs to the conversation alone
  label_subject   text        not null, -- whose key seals file name and caption
  label_sealed    bytea,
  sent_at         timestamptz not null,
  received_at     timestamptz not null,
  status          text        not null, -- fetching, kept, refused
  reason          text,                 -- why it was refused
  media_type      text,                 -- by its content
  bytes           bigint,               -- before sealing
  sha256          text,
  storage_key     text,
  settled_at      timestamptz           -- when it was kept or refused
) with (fillfactor = 80, autovacuum_analyze_scale_factor = 0.02);

create unique index attachment_of_conversation on read.attachment (conversation_id, event_number);
create index attachment_of_visit on read.attachment (visit_id, event_number) where visit_id is not null;
