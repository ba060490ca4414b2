-- The people a family books for, who looks after them, and how to talk with that family.

-- A child or young person, as one household knows them. The same child in two households that are not linked is two
-- rows, and nothing joins them.
create table children (
  id uuid primary key default gen_random_uuid(),
  first_name text not null,
  birth_year integer not null constraint a_birth_year_is_a_year check (birth_year between 1990 and 2100), -- never a date
  born_from_september boolean, -- asked only in the year it decides when control passes; null until then
  helps_sealed text, -- "anything that helps us", sealed with the child's own key
  person_id uuid references people on delete set null, -- their own sign-in
  added_by uuid references people on delete set null,
  added_at timestamptz not null,
  control_passed_at timestamptz, -- the young person saw what the carer could see, and took it over
  sensitive_at timestamptz, -- hidden from the team's ordinary search since then
  sensitive_by uuid
);
create index children_of_own_sign_in on children (person_id) where person_id is not null;

-- Who looks after whom. A link begins by an act of each, and either ends their own at once.
create table child_carers (
  child_id uuid not null references children on delete cascade,
  person_id uuid not null references people on delete cascade,
  since timestamptz not null,
  added_by uuid references people on delete set null, -- the carer whose invitation it was; null for the one who added the child
  may_see_at timestamptz, -- after control passed: the young person said yes to this carer seeing their bookings
  ended_at timestamptz
);
create unique index one_live_link_per_carer on child_carers (child_id, person_id) where ended_at is null;
create index child_carers_of_person on child_carers (person_id) where ended_at is null;

-- An invitation: to look after a child together, or to have a sign-in of one's own. The address in the message is made
-- from the id and the house's secret, and only its hash is here. Single use, seven days.
create table link_offers (
  id uuid primary key,
  child_id uuid not null references children on delete cascade,
  kind text not null constraint offer_kind_is_known check (kind in ('carer', 'own_sign_in')),
  offered_by uuid not null references people on delete cascade,
  contact text not null, -- as typed; shown to whoever typed it and to nobody else
  send_to text not null,
  token_hash bytea not null constraint one_offer_per_address unique,
  offered_at timestamptz not null,
  ends_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references people on delete set null,
  declined_at timestamptz,
  withdrawn_at timestamptz
);
create index link_offers_of_child on link_offers (child_id, offered_at);
create index link_offers_of_person on link_offers (offered_by, offered_at);

-- How to reach a person and talk with them (the Accessible Information Standard); obeyed by every sender.
create table ways_to_reach (
  person_id uuid primary key references people on delete cascade,
  language text, -- a language pages speak, or null for as they come
  format text constraint format_is_known check (format in ('standard', 'large_print', 'easy_read', 'audio', 'braille')),
  interpreter text, -- which: 'Urdu', 'British Sign Language'
  phone_instead boolean not null default false, -- "ring me instead of writing"
  ring_on text, -- the number, as typed
  best_time text,
  emergency_sealed text, -- the number to ring during a session, sealed with the person's key
  name_asked_at timestamptz, -- their name was asked once, and left for later
  changed_at timestamptz not null
);

-- Set aside for the team to ring: the person asked for that.
alter table messages add column ring_instead_at timestamptz;

-- Who booked, when they were signed in or have proved the contact since; and which child of a household. No foreign
-- keys: the desk writes hundreds of rows at a time (decisions/0003). What is forgotten is forgotten by its feature.
alter table bookings add column person_id uuid;
create index bookings_of_person on bookings (person_id) where person_id is not null;
alter table booking_people add column child_id uuid;
create index booking_people_of_child on booking_people (child_id) where child_id is not null;
create unique index one_live_place_per_known_child on booking_people (session_id, child_id)
  where cancelled_at is null and child_id is not null;

-- Decides many asks at once, in order of arrival, and writes everything that follows from the decisions.
-- `asks` carries each ask with its `nth` from 1 and the number of its session in `these_sessions`; `forms` what
-- is written down if it wins; `people` the children with the ask they belong to. `same_child` and `same_contact`
-- name earlier asks of this call that stand in its way if they win. Answers 'booked', 'waiting', the state of the
-- booking this very form already made, or a refusal. A child of a household is known by `child_ids` too, so that two
-- carers of one child cannot both take a place for them.
create or replace function desk_decide(
  these_sessions uuid[], asks json, forms json, people json,
  at timestamptz, offers_from timestamptz, offers_until timestamptz
) returns table (nth integer, outcome text, again boolean, booking_id uuid, reference text, line_place integer)
language plpgsql as $$
#variable_conflict use_column
declare
  ask record;
  said text;
  party integer;
  rival_child boolean;
  rival_family boolean;
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
      case when a.child_ids is not null then (
        select true from unnest(a.child_ids) known, lateral (
          select from booking_people k
          where k.session_id = a.session_id and k.child_id = known and k.cancelled_at is null limit 1) here
        limit 1) end as known_child_is_here,
      case when v.one_party_per_family then (
        select true from bookings b join sessions t on t.id = b.session_id
        where b.send_to = a.send_to and b.state in ('booked', 'waiting', 'offered')
          and t.activity_id = v.id and t.starts_at > a.asked_at and b.id is distinct from a.instead_of
        limit 1) end as family_is_here
    from json_to_recordset(asks) as a (
      nth integer, session integer, form_key uuid, form_hash text, session_id uuid, children integer, adults integer,
      child_keys text[], child_ids uuid[], send_to text, asked_at timestamptz, only_if_free boolean, instead_of uuid,
      same_child integer[], same_contact integer[])
    -- Lateral, so that each is one look into an index, whatever the planner believes about the size of the tables.
    left join lateral (select * from bookings b where b.form_key = a.form_key limit 1) same on true
    left join lateral (select * from sessions s where s.id = a.session_id limit 1) s on true
    left join lateral (select * from activities v where v.id = s.activity_id limit 1) v on true
    left join lateral (select * from session_places p where p.session_id = a.session_id limit 1) p on true
    order by a.nth
  loop
    party := ask.children + case when ask.places_for = 'everyone' then ask.adults else 0 end;
    -- Looked up apart: with a query inside, the sentence below would be planned and run as one for every ask.
    rival_child := false;
    rival_family := false;
    if ask.same_child is not null then
      rival_child := exists (select from unnest(ask.same_child) rival where outcomes[rival] is not null);
    end if;
    if ask.same_contact is not null and ask.one_party_per_family then
      rival_family := exists (select from unnest(ask.same_contact) rival where activities[rival] = ask.activity_id);
    end if;
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
      when ask.child_is_here or ask.known_child_is_here then 'already-booked'
      when rival_child then 'already-booked'
      when ask.family_is_here or rival_family then 'one-party'
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
      emergency_contact text, must_know text, door text, language text, asked_at timestamptz, person_id uuid)
    where outcomes[a.nth] is not null
    order by a.nth
  ), kept as (
    insert into bookings (id, form_key, form_hash, session_id, reference, manage_hash, state, party, adults, ask_first,
      line_no, carer_name, contact_kind, contact, send_to, emergency_contact, must_know, door, language, asked_at, booked_at, person_id)
    select id, form_key, form_hash, session_id, reference, decode(manage_hash, 'hex'), state, party, party - children, ask_first,
      line_nos[nth], carer_name, contact_kind, contact, send_to, emergency_contact, must_know, door, language, asked_at,
      case when state = 'booked' then asked_at end, person_id
    from asked
  ), named as (
    insert into booking_people (booking_id, nth, session_id, first_name, age, child_key, child_id)
    select c.booking_id, c.nth, c.session_id, c.first_name, c.age, c.child_key, c.child_id
    from json_to_recordset(people) as c (ask integer, nth integer, booking_id uuid, session_id uuid, first_name text, age integer,
      child_key text, child_id uuid)
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
