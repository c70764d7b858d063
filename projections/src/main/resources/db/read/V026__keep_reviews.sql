-- What patients think of completed visits: asked for once, rated once, commented once.
create table read.review (
  visit_id        text        primary key,
  practice_id     text        not null,
  requested_at    timestamptz,          -- none when it was rated unasked
  rating          integer check (rating between 1 and 5),
  rated_at        timestamptz,
  comment_subject text,
  comment_sealed  bytea,
  commented_at    timestamptz
) with (fillfactor = 80);

create index review_newest on read.review (practice_id, rated_at desc, visit_id desc)
  where rating is not null;
create index review_requested on read.review (practice_id, requested_at);
