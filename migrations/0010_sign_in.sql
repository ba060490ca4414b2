-- Tries: how often something was tried of late, so that guessing ends and nobody is shut out for good.

-- One row for whatever is counted: a contact, a network, a person. The key is a keyed hash: never a contact, never an
-- address of a network. `recent` holds the moments of the last hour and no more than the limit allows.
create table tries (
  key text primary key,
  recent timestamptz[] not null,
  last_at timestamptz not null
);
create index tries_by_age on tries (last_at);

-- Counts one try now; false when there have been `most` since `since`, and then nothing is counted. One statement, so
-- that two hundred at once cannot all be the fifth.
create function try_once(of text, at timestamptz, since timestamptz, most integer) returns boolean language sql as $$
  with counted as (
    insert into tries as t (key, recent, last_at) values (of, array[at], at)
    on conflict (key) do update set last_at = at,
      recent = array(select each from unnest(t.recent) each where each > since order by each) || at
    where (select count(*) from unnest(t.recent) each where each > since) < most
    returning 1
  )
  select exists (select from counted)
$$;

-- Takes one try back: it was right.
create function untry(of text, at timestamptz) returns void language sql as $$
  update tries set recent = recent[:array_position(recent, at) - 1] || recent[array_position(recent, at) + 1:]
  where key = of and array_position(recent, at) is not null
$$;

-- The second step of signing in: a code from a phone, or a passkey.
create table second_factors (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people on delete cascade,
  kind text not null constraint factor_kind_is_known check (kind in ('app', 'passkey')),
  label text not null,
  sealed_secret text, -- an app's, sealed with the house's secret
  credential_id text constraint one_factor_per_passkey unique,
  public_key bytea,
  counter bigint not null default 0, -- the last half minute whose code was used; how often a passkey says it was used
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint a_factor_has_its_secret check (
    (kind = 'app' and sealed_secret is not null) or (kind = 'passkey' and credential_id is not null and public_key is not null))
);
create index second_factors_of_person on second_factors (person_id);

-- Ten codes to write down, for the day the phone is lost. Each works once; kept hashed.
create table spare_codes (
  person_id uuid not null references people on delete cascade,
  hash bytea not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (person_id, hash)
);
