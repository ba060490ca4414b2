-- How long each kind of record is kept, the proof that it was emptied, and who asked to be forgotten.

-- A row is a decision of the team; a kind without one is kept for the days its feature gives it.
create table retention (
  kind text primary key,
  days integer not null constraint kept_for_a_day_to_thirty_years check (days between 1 and 11000),
  why text not null constraint a_decision_says_why check (btrim(why) <> ''),
  changed_by uuid references people on delete set null,
  changed_at timestamptz not null
);

-- Each night's proof: what was looked for, how old, and how many were emptied. Nothing of whose they were.
create table purges (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  before timestamptz not null,
  how_many integer not null,
  at timestamptz not null
);
create index purges_of_kind on purges (kind, at desc);

-- What was erased here, by opaque id. The same list is kept in a file outside the database: after a restore, whatever
-- stands in the file and not here is erased again.
create table erasures (
  id uuid primary key,
  what text not null constraint what_is_erased_is_known check (what in ('person', 'child')),
  subject_id uuid not null,
  asked_at timestamptz not null,
  done_at timestamptz not null
);

-- A booking whose people, contacts and words are gone: what stays is a count without a name.
alter table bookings add column forgotten_at timestamptz;
create index bookings_to_forget on bookings (session_id) where forgotten_at is null;
