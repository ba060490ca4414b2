-- The outbox. A row is born in the same statement as the fact it tells; words are made when it is sent.
create table messages (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  channel text not null constraint channel_is_known check (channel in ('email', 'text')),
  send_to text not null,
  language text not null default 'en',
  booking_id uuid, -- no foreign key: a message outlives a forgotten booking, with its address blanked
  session_id uuid,
  about jsonb not null default '{}', -- what else the words need; never a child's name
  created_at timestamptz not null default now(),
  send_after timestamptz not null default now(),
  tries integer not null default 0,
  claimed_at timestamptz, -- a sender has it in hand; a claim never released is a crash
  sent_at timestamptz,
  kept_at timestamptz, -- no gateway is set: kept to be read in development, or by the team
  failed_at timestamptz, -- given up; the team rings
  gateway_id text,
  last_problem text,
  maybe_twice_at timestamptz -- sent again after a crash in mid-send: the one marked duplicate of promise 4
);
create index messages_to_send on messages (send_after) where sent_at is null and kept_at is null and failed_at is null;
create index messages_of_booking on messages (booking_id) where booking_id is not null;
