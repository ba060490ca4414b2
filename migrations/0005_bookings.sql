-- The desk's own count for each session, apart from `sessions`, so that one row is locked and nothing else.
create table session_places (
  session_id uuid primary key references sessions on delete cascade,
  places integer not null,
  booked integer not null default 0, -- people holding a place, offers included
  line_end integer not null default 0, -- the last number given out in the line
  waiting integer not null default 0, -- families in the line now
  constraint never_more_people_than_places check (booked between 0 and places)
);

-- The desk follows the session: publishing, or changing its places, is told here and nowhere else.
create function follow_session() returns trigger language plpgsql as $$
begin
  if new.places is not null then
    insert into session_places (session_id, places) values (new.id, new.places)
    on conflict (session_id) do update set places = excluded.places;
  end if;
  return new;
end $$;
create trigger desk_follows_session after insert or update of places on sessions
  for each row execute function follow_session();

create table bookings (
  id uuid primary key,
  form_key uuid not null constraint one_booking_per_form unique, -- the same form sent twice is one booking
  form_hash text not null, -- what the form said, to notice the same key with other words
  session_id uuid not null, -- a session's: held below, by the statement
  reference text not null constraint one_booking_per_reference unique,
  manage_hash bytea not null constraint one_booking_per_manage_address unique,
  state text not null constraint state_is_known check (state in ('booked', 'waiting', 'offered', 'cancelled', 'lapsed')),
  party integer not null constraint a_party_is_1_to_12 check (party between 1 and 12), -- places it needs, now
  adults integer not null default 0, -- adults who take a place
  ask_first boolean not null default false, -- offer the place and wait, rather than book us in
  line_no integer, -- the number in the line; kept after leaving it
  carer_name text not null,
  contact_kind text not null constraint contact_kind_is_known check (contact_kind in ('email', 'text')),
  contact text not null, -- as typed
  send_to text not null, -- as a machine dials it
  emergency_contact text,
  must_know text,
  door text not null default 'web' constraint door_is_known check (door in ('web', 'text', 'phone', 'face_to_face', 'paper', 'register', 'open_booking')),
  language text not null default 'en',
  asked_at timestamptz not null,
  booked_at timestamptz,
  offered_at timestamptz,
  offer_ends_at timestamptz,
  cancelled_at timestamptz,
  cancelled_because text, -- the family's own words, asked afterwards and optional
  lapsed_at timestamptz,
  moved_to uuid references bookings, -- the same family's booking on another date
  revision integer not null default 0, -- rises with each change, so that calendars take the newest
  constraint whoever_waits_has_a_number check (state <> 'waiting' or line_no is not null),
  constraint an_offer_has_an_end check (state <> 'offered' or offer_ends_at is not null)
);
create index the_line on bookings (session_id, line_no); -- and every booking of a session
create index bookings_of_contact on bookings (send_to);
create index offers_that_end on bookings (offer_ends_at) where state = 'offered';

create table booking_people (
  booking_id uuid not null, -- a booking's: held below, by the statement
  nth integer not null,
  session_id uuid not null,
  first_name text not null, -- as typed
  age integer not null constraint a_childs_age_is_0_to_25 check (age between 0 and 25),
  child_key text not null, -- the contact, the name folded and the age: one child of one family
  cancelled_at timestamptz,
  primary key (booking_id, nth)
);
create unique index one_live_place_per_child on booking_people (session_id, child_key) where cancelled_at is null;

-- What foreign keys would hold row by row, held once for each statement: the desk writes hundreds of rows at a
-- time, and looking each one up alone cost a fifth of it (decisions/0003).
create function booking_needs_its_session() returns trigger language plpgsql as $$
begin
  if exists (select from (select distinct session_id from fresh) f
    where not exists (select from sessions s where s.id = f.session_id)) then
    raise foreign_key_violation using message = 'a booking is of a session', constraint = 'a_booking_is_of_a_session';
  end if;
  return null;
end $$;
create trigger a_booking_is_of_a_session after insert on bookings
  referencing new table as fresh for each statement execute function booking_needs_its_session();

create function person_needs_their_booking() returns trigger language plpgsql as $$
begin
  -- Lateral, so that each is one look into the index, whatever the planner believes.
  if exists (select from fresh f left join lateral (select true as there from bookings b where b.id = f.booking_id limit 1) b
    on true where b.there is null) then
    raise foreign_key_violation using message = 'a person is of a booking', constraint = 'a_person_is_of_a_booking';
  end if;
  return null;
end $$;
create trigger a_person_is_of_a_booking after insert on booking_people
  referencing new table as fresh for each statement execute function person_needs_their_booking();

create function people_go_with_their_booking() returns trigger language plpgsql as $$
begin
  delete from booking_people p using gone where p.booking_id = gone.id;
  return null;
end $$;
create trigger people_go_with_their_booking after delete on bookings
  referencing old table as gone for each statement execute function people_go_with_their_booking();

create function booked_session_stays() returns trigger language plpgsql as $$
begin
  if exists (select from gone where exists (select from bookings b where b.session_id = gone.id)) then
    raise foreign_key_violation using message = 'a session with bookings is not deleted', constraint = 'a_booking_is_of_a_session';
  end if;
  return null;
end $$;
create trigger a_session_with_bookings_stays after delete on sessions
  referencing old table as gone for each statement execute function booked_session_stays();

-- Lock first, read second: every statement after this one sees what the others left behind.
create function desk_lock(these_sessions uuid[]) returns void language plpgsql as $$
begin
  -- Always in the same order, so that two desks never wait for each other.
  -- "One party per family" counts all the dates of an activity, so all of them are locked.
  perform 1 from session_places p
  where p.session_id in (
    select unnest(these_sessions)
    union
    select other.id from sessions s
    join activities a on a.id = s.activity_id and a.one_party_per_family
    join sessions other on other.activity_id = s.activity_id
    where s.id = any (these_sessions)
  )
  order by p.session_id for update;
end $$;

-- A message about a booking, born in the transaction of the fact it tells.
create function tell_family(booking uuid, kind text, at timestamptz, about jsonb default '{}', send_after timestamptz default null)
returns void language sql as $$
  insert into messages (kind, channel, send_to, language, booking_id, session_id, about, created_at, send_after)
  select kind, b.contact_kind, b.send_to, b.language, b.id, b.session_id, about, at, coalesce(send_after, at)
  from bookings b where b.id = booking
$$;

-- Carries free places down the line, in order, whole families only. A smaller family may take places that a
-- larger one ahead cannot use. Returns how many families were booked or offered. The caller holds the lock.
create function desk_carry(this_session uuid, at timestamptz, offers_from timestamptz, offers_until timestamptz)
returns integer language plpgsql as $$
declare
  here record;
  family record;
  free integer;
  offer_ends timestamptz;
  time_to_answer boolean;
  gone integer := 0;
begin
  select p.places - p.booked as free, p.waiting, s.starts_at into here
  from session_places p join sessions s on s.id = p.session_id
  where p.session_id = this_session and s.published_at <= at and s.cancelled_at is null and s.starts_at > at;
  if not found or here.waiting = 0 or here.free <= 0 then return 0; end if;
  free := here.free;
  offer_ends := least(offers_until, here.starts_at - interval '1 hour');
  time_to_answer := offer_ends >= offers_from + interval '30 minutes';
  for family in
    select b.id, b.party, b.ask_first from bookings b
    where b.session_id = this_session and b.state = 'waiting'
      and b.party <= here.free and (time_to_answer or not b.ask_first)
    order by b.line_no
  loop
    continue when family.party > free;
    if family.ask_first then
      update bookings set state = 'offered', offered_at = at, offer_ends_at = offer_ends, revision = revision + 1
      where id = family.id;
      perform tell_family(family.id, 'offer', at, '{}', offers_from);
    else
      update bookings set state = 'booked', booked_at = at, revision = revision + 1 where id = family.id;
      perform tell_family(family.id, 'place_came', at);
    end if;
    free := free - family.party;
    gone := gone + 1;
    exit when free = 0;
  end loop;
  update session_places set booked = booked + here.free - free, waiting = waiting - gone
  where session_id = this_session and gone > 0;
  return gone;
end $$;

-- Decides many asks at once, in order of arrival, and writes everything that follows from the decisions.
-- `asks` carries each ask with its `nth` from 1 and the number of its session in `these_sessions`; `forms` what
-- is written down if it wins; `people` the children with the ask they belong to. `same_child` and `same_contact`
-- name earlier asks of this call that stand in its way if they win. Answers 'booked', 'waiting', the state of the
-- booking this very form already made, or a refusal.
create function desk_decide(
  these_sessions uuid[], asks json, forms json, people json,
  at timestamptz, offers_from timestamptz, offers_until timestamptz
) returns table (nth integer, outcome text, again boolean, booking_id uuid, reference text, line_place integer)
language plpgsql as $$
#variable_conflict use_column
declare
  ask record;
  said text;
  party integer;
  -- by session
  free integer[];
  line_end integer[];
  in_line integer[];
  -- by ask; null for those refused
  outcomes text[] := '{}';
  parties integer[] := '{}';
  line_nos integer[] := '{}';
  activities uuid[] := '{}';
begin
  perform desk_lock(these_sessions);
  -- Whoever waits goes before whoever comes now.
  perform desk_carry(p.session_id, at, offers_from, offers_until) from session_places p
  where p.session_id = any (these_sessions) and p.waiting > 0 and p.booked < p.places;

  select array_agg(p.places - p.booked order by n), array_agg(p.line_end order by n), array_agg(p.waiting order by n)
  into free, line_end, in_line
  from unnest(these_sessions) with ordinality as asked (id, n) left join session_places p on p.session_id = asked.id;

  for ask in
    select a.*, v.id as activity_id, v.places_for, v.drop_in, v.one_party_per_family,
      s.id as known, s.published_at, s.cancelled_at, s.starts_at, s.opens_at, s.places, p.places as room,
      same.id as same_id, same.form_hash as same_hash, same.reference as same_reference,
      same.state as same_state, same.line_no as same_line_no,
      (select true from unnest(a.child_keys) key, lateral (
          select from booking_people k
          where k.session_id = a.session_id and k.child_key = key and k.cancelled_at is null limit 1) here
        limit 1) as child_is_here,
      case when v.one_party_per_family then (
        select true from bookings b join sessions t on t.id = b.session_id
        where b.send_to = a.send_to and b.state in ('booked', 'waiting', 'offered')
          and t.activity_id = v.id and t.starts_at > a.asked_at and b.id is distinct from a.instead_of
        limit 1) end as family_is_here
    from json_to_recordset(asks) as a (
      nth integer, session integer, form_key uuid, form_hash text, session_id uuid, children integer, adults integer,
      child_keys text[], send_to text, asked_at timestamptz, only_if_free boolean, instead_of uuid,
      same_child integer[], same_contact integer[])
    -- Lateral, so that each is one look into an index, whatever the planner believes about the size of the tables.
    left join lateral (select * from bookings b where b.form_key = a.form_key limit 1) same on true
    left join lateral (select * from sessions s where s.id = a.session_id limit 1) s on true
    left join lateral (select * from activities v where v.id = s.activity_id limit 1) v on true
    left join lateral (select * from session_places p where p.session_id = a.session_id limit 1) p on true
    order by a.nth
  loop
    party := ask.children + case when ask.places_for = 'everyone' then ask.adults else 0 end;
    said := case
      when ask.same_hash = ask.form_hash then ask.same_state
      when ask.same_id is not null then 'changed'
      when ask.known is null then 'unknown'
      when ask.published_at is null or ask.published_at > ask.asked_at then 'not-published'
      when ask.cancelled_at is not null then 'cancelled'
      when ask.starts_at <= ask.asked_at then 'started'
      when ask.drop_in or ask.places is null then 'nothing-to-book'
      when ask.opens_at > ask.asked_at then 'not-open-yet'
      when party > ask.room then 'too-many'
      when ask.child_is_here then 'already-booked'
      when ask.same_child is not null and exists (
        select from unnest(ask.same_child) rival where outcomes[rival] is not null) then 'already-booked'
      when ask.family_is_here then 'one-party'
      when ask.one_party_per_family and ask.same_contact is not null and exists (
        select from unnest(ask.same_contact) rival where activities[rival] = ask.activity_id) then 'one-party'
      when party <= free[ask.session] then 'booked'
      when ask.only_if_free then 'full'
      else 'waiting'
    end;
    nth := ask.nth;
    outcome := said;
    again := ask.same_id is not null and said <> 'changed';
    booking_id := case when again then ask.same_id end;
    reference := case when again then ask.same_reference end;
    line_place := null;
    if again and said = 'waiting' then
      line_place := (select count(*) from bookings b
        where b.session_id = ask.session_id and b.state = 'waiting' and b.line_no <= ask.same_line_no);
    elsif not again and said = 'booked' then
      free[ask.session] := free[ask.session] - party;
      outcomes[ask.nth] := said;
      parties[ask.nth] := party;
      activities[ask.nth] := ask.activity_id;
    elsif not again and said = 'waiting' then
      line_end[ask.session] := line_end[ask.session] + 1;
      in_line[ask.session] := in_line[ask.session] + 1;
      outcomes[ask.nth] := said;
      parties[ask.nth] := party;
      activities[ask.nth] := ask.activity_id;
      line_nos[ask.nth] := line_end[ask.session];
      line_place := in_line[ask.session];
    end if;
    return next;
  end loop;

  with asked as (
    select a.*, outcomes[a.nth] as state, parties[a.nth] as party from json_to_recordset(forms) as a (
      nth integer, id uuid, message_id uuid, form_key uuid, form_hash text, session_id uuid, reference text, manage_hash text,
      adults integer, children integer, ask_first boolean, carer_name text, contact_kind text, contact text, send_to text,
      emergency_contact text, must_know text, door text, language text, asked_at timestamptz)
    where outcomes[a.nth] is not null
    order by a.nth
  ), kept as (
    insert into bookings (id, form_key, form_hash, session_id, reference, manage_hash, state, party, adults, ask_first,
      line_no, carer_name, contact_kind, contact, send_to, emergency_contact, must_know, door, language, asked_at, booked_at)
    select id, form_key, form_hash, session_id, reference, decode(manage_hash, 'hex'), state, party, party - children, ask_first,
      line_nos[nth], carer_name, contact_kind, contact, send_to, emergency_contact, must_know, door, language, asked_at,
      case when state = 'booked' then asked_at end
    from asked
  ), named as (
    insert into booking_people (booking_id, nth, session_id, first_name, age, child_key)
    select c.booking_id, c.nth, c.session_id, c.first_name, c.age, c.child_key
    from json_to_recordset(people) as c (ask integer, nth integer, booking_id uuid, session_id uuid, first_name text, age integer, child_key text)
    where outcomes[c.ask] is not null
  ), told as (
    insert into messages (id, kind, channel, send_to, language, booking_id, session_id, created_at, send_after)
    select message_id, state, contact_kind, send_to, language, id, session_id, asked_at, asked_at from asked
  )
  update session_places p set booked = p.booked + d.taken, line_end = p.line_end + d.joined, waiting = p.waiting + d.joined
  from (
    select session_id, coalesce(sum(party) filter (where state = 'booked'), 0) as taken,
      count(*) filter (where state = 'waiting') as joined
    from asked group by session_id
  ) d
  where p.session_id = d.session_id and p.session_id = any (these_sessions);
end $$;
