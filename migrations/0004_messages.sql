-- The outbox. A row is born in the same statement as the fact it tells; words are made when it is sent.
create table messages (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  channel text not null constraint channel_is_known check (channel in ('email', 'text')),
  send_to text not null,
  language text not null default 'en',
  booking_id uuid, -- no foreign key: a message outlives a forgotten booking, with its address blanked
  session_id uuid,
  about jsonb not null default '{}', -- what else the words need; never a child's name. A key called "code" goes when it is sent
  once_key text constraint said_once unique, -- the same key again is the same message: a form sent twice, a reminder due twice
  created_at timestamptz not null default now(),
  send_after timestamptz not null default now(),
  tries integer not null default 0,
  claimed_at timestamptz, -- a sender has it in hand; a claim ten minutes old is a crash
  sending_at timestamptz, -- it was on its way out: only such a one may have arrived before a crash
  sent_at timestamptz,
  kept_at timestamptz, -- no gateway is set: kept to be read in development, or rung by the team
  failed_at timestamptz, -- given up; the team rings
  dropped_at timestamptz, -- no longer true when its turn came: a reminder after the start
  told_at timestamptz, -- the team passed it on in another way
  gateway_id text,
  last_problem text, -- the step and the number the mail server gave, never its words
  maybe_twice_at timestamptz -- sent again after a crash in mid-send: the one marked duplicate of promise 4
);
create index messages_to_send on messages (send_after)
  where sent_at is null and kept_at is null and failed_at is null and dropped_at is null;
create index messages_to_pass_on on messages (created_at) where (failed_at is not null or kept_at is not null) and told_at is null;
create index messages_of_booking on messages (booking_id) where booking_id is not null;
-- How many codes or calls for help one address had; the desk's messages need not pay for it.
create index messages_to_someone on messages (send_to, created_at) where booking_id is null;
