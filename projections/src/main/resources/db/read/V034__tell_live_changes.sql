-- What has changed in the last minutes, for those who watch. A change is a hint to look again, so a crash may
-- lose the table: whoever watches is told to begin anew (docs/adr/0019-live-changes.md).
create unlogged table read.live_change (
  seq         bigint      generated always as identity primary key,
  -- Whoever has seen all rows up to the oldest running transaction has missed none: ids alone cannot tell,
  -- for transactions commit in another order than they draw numbers.
  xid         bigint      not null default pg_current_xact_id()::text::bigint,
  practice_id text        not null,
  kind        text        not null, -- LiveKind
  clinic_id   text,
  subject     text,                 -- queue, visit or conversation; none: anything of that kind
  told_at     timestamptz not null default clock_timestamp()
);

create index live_change_of_transaction on read.live_change (xid);

-- Rows of earlier transactions may be deleted already.
create unlogged table read.live_floor (
  one boolean primary key default true check (one),
  xid bigint  not null
);
