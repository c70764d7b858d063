-- Messages that were given up and what became of them. What they say stands in read.message, sealed;
-- here are codes and times only.
create table read.dead_letter (
  conversation_id text        not null,
  number          bigint      not null, -- of the message within its conversation
  practice_id     text        not null,
  code            integer     not null, -- the provider's; 0 when nobody answered
  reason          text        not null, -- LetterReason, as a word
  attempts        integer,              -- none in letters of older releases
  first_tried_at  timestamptz,          -- none in letters of older releases
  abandoned_at    timestamptz not null,
  state           text        not null check (state in ('open', 'replayed', 'dropped', 'delivered')),
  closed_at       timestamptz,
  closed_by       text,                 -- a staff member's id; none when a receipt closed it
  replayed_as     bigint,               -- the number of the message that took its place
  drop_reason     text,                 -- DropReason, as a word; 'crowded-out' when newer letters did
  primary key (conversation_id, number)
) with (fillfactor = 80);

create index dead_letter_newest on read.dead_letter (practice_id, abandoned_at desc, conversation_id, number);

-- The few that somebody has to look at, among all that ever were.
create index dead_letter_open on read.dead_letter (practice_id, abandoned_at, conversation_id, number)
  where state = 'open';
