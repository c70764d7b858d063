-- What conversations owe and have not settled: messages that no provider has taken over and effects
-- that are not done. A debt settled in the batch that made it leaves no trace here.
create table read.owed_by_conversation (
  conversation_id text        not null,
  debt            text        not null, -- 'message/<number>' or 'effect/<id>'
  owed_since      timestamptz not null,
  due_at          timestamptz not null, -- when it may be tried next
  primary key (conversation_id, debt)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);

create index owed_by_conversation_due on read.owed_by_conversation (due_at, conversation_id);
