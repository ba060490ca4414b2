-- Everyone who signs in: families and young people as well as the team, partners and the rest.

-- How a person is reached and signs in. `people.email` is what the sign-in library knows someone by: their first
-- contact, which for a mobile is '+447700900123@text.invalid' and is never written to.
create table contacts (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people on delete cascade,
  kind text not null constraint contact_kind_is_known check (kind in ('email', 'text')),
  typed text not null, -- as they wrote it
  send_to text not null, -- as a machine writes to it: small letters, or '+447700900123'
  verified_at timestamptz, -- null until a code sent there came back
  added_by uuid references people on delete set null, -- the team, after a call-back; null for the person themselves
  ended_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index one_person_per_contact on contacts (send_to) where ended_at is null;
create index contacts_of_person on contacts (person_id);
insert into contacts (person_id, kind, typed, send_to, verified_at)
  select id, 'email', email, email, created_at from people;

alter table people add column birth_year integer constraint a_birth_year_is_a_year check (birth_year between 1900 and 2100);
alter table people add column sensitive_at timestamptz; -- hidden from ordinary search since then
alter table people add column sensitive_by uuid;
-- Named by nobody yet: the first thing a new family is asked, and they may leave it for later.
alter table people alter column name set default '';

-- Being signed in: when a second factor was shown, when the person last proved again that it is them, and whether
-- the phone is one that others use.
alter table sign_ins add column second_factor_at timestamptz;
alter table sign_ins add column confirmed_at timestamptz;
alter table sign_ins add column shared_device boolean not null default false;

-- What a person may do, for the whole area or for one organisation.
alter table roles drop constraint role_is_known;
update roles set role = 'coordinator' where role = 'team';
alter table roles add constraint role_is_known check (role in ('panel_member', 'parent_champion', 'moderator',
  'partner_lead', 'session_worker', 'coordinator', 'publisher', 'report_viewer', 'area_administrator', 'safeguarding_lead'));
alter table roles add column provider_id uuid references providers on delete cascade; -- only for this organisation
alter table roles add column granted_by uuid references people on delete set null;
alter table roles add column ended_by uuid references people on delete set null;
alter table roles add constraint partners_are_of_an_organisation
  check (role not in ('partner_lead', 'session_worker') or provider_id is not null);
drop index one_live_role_of_a_kind;
create unique index one_live_role_of_a_kind on roles
  (person_id, role, (coalesce(provider_id, '00000000-0000-0000-0000-000000000000'))) where ended_at is null;
create index roles_of_provider on roles (provider_id) where provider_id is not null;

-- The record of what was done, and of what private things were opened. Ids only, never a name or a word a family
-- typed. Each entry carries the hash of the one before, so that none can be changed, moved or taken out unseen.
create table audit (
  nth bigint primary key,
  at timestamptz not null,
  person_id uuid, -- who; null for the machine. No foreign key: the entry outlives the person.
  act text not null, -- 'POST /team/sessions/:id/publish', 'opened a record'
  about text, -- what it was done to: the ids in the address
  subject_id uuid, -- whose record was opened or changed: a person or a child
  why text, -- the reason given, where one is asked
  before bytea not null,
  hash bytea not null
);
create index audit_of_subject on audit (subject_id, nth) where subject_id is not null;
create index audit_of_person on audit (person_id, nth);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the record of what was done is only ever added to' using errcode = 'integrity_constraint_violation',
    constraint = 'audit_is_append_only';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit
  for each statement execute function audit_is_append_only();

-- A field as it goes into the hash: its length first, so that no two entries can read the same.
create function audit_field(said text) returns text language sql immutable as $$
  select coalesce(length(said) || ':' || said, '-')
$$;

-- Adds one entry at the end of the chain. Waits for whoever is adding one now.
create function audit_add(at timestamptz, person uuid, act text, about text, subject uuid, why text) returns bigint
language plpgsql as $$
declare
  last record;
  moment timestamptz := date_trunc('milliseconds', at);
  entry text;
begin
  perform pg_advisory_xact_lock(4207);
  select a.nth, a.hash into last from audit a order by a.nth desc limit 1;
  if not found then select 0::bigint as nth, sha256('alongside') as hash into last; end if;
  entry := concat_ws(',', audit_field((last.nth + 1)::text),
    audit_field(to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), audit_field(person::text),
    audit_field(act), audit_field(about), audit_field(subject::text), audit_field(why), encode(last.hash, 'hex'));
  insert into audit (nth, at, person_id, act, about, subject_id, why, before, hash)
  values (last.nth + 1, moment, person, act, about, subject, why, last.hash, sha256(convert_to(entry, 'UTF8')));
  return last.nth + 1;
end $$;
