-- One narrow row a session, with all that a card and a filter need. `listing_truth` says what it must hold;
-- triggers keep it so. Nothing else writes it.

-- English stems with accents ignored: "café" finds "cafe", "swimming" finds "swim".
create text search configuration family_english (copy = english);
alter text search configuration family_english
  alter mapping for hword, hword_part, word with unaccent, english_stem;
-- Whole words with accents ignored, for mending slips of typing.
create text search configuration whole_words (copy = simple);
alter text search configuration whole_words
  alter mapping for hword, hword_part, word with unaccent, simple;

-- unaccent() itself is only "stable", because its dictionary could be changed; ours is not.
create function folded(words text) returns text language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, words)) $$;

-- The bits of a filter. Only ever add at the end: stored rows hold these numbers (the same list is in rules-finder.ts).
create function mark_of(word text) returns integer language sql immutable parallel safe as $$
  select coalesce(1 << (array_position(array[
    'siblings:welcome', 'siblings:not', 'adult:stays', 'adult:may_leave',
    'noise:quiet', 'noise:some', 'noise:loud', 'busy:few', 'busy:some', 'busy:many',
    'theme:water', 'theme:outdoors', 'theme:move', 'theme:make', 'theme:music', 'theme:food', 'theme:meet', 'theme:quiet',
    'age:0-4', 'age:5-7', 'age:8-11', 'age:12-15', 'age:16-18', 'age:19-25',
    'where:place', 'where:home', 'version:relaxed', 'version:busier', 'how:drop_in'
  ], word) - 1), 0) $$;
create function fact_mark(fact text) returns integer language sql immutable parallel safe as $$
  select coalesce(1 << (array_position(array[
    'step_free_door', 'accessible_parking', 'accessible_toilet', 'changing_places', 'quiet_room',
    'ear_defenders', 'hearing_loop', 'fenced', 'step_free_inside', 'wide_door', 'parking', 'drop_off', 'greeter',
    'change_over_5', 'accessible_changing', 'soft_lights', 'no_sudden_sounds', 'no_strong_smells', 'assistance_dogs',
    'pool_entry', 'bsl', 'personal_care', 'medication', 'one_to_one', 'away_from_water', 'place_to_wait'
  ], fact) - 1), 0) $$;

-- Bits of the age bands that two ages overlap.
create function ages_mark(youngest integer, oldest integer) returns integer language sql immutable parallel safe as $$
  select coalesce(bit_or(mark_of('age:' || band.least || '-' || band.most)), 0)
  from (values (0, 4), (5, 7), (8, 11), (12, 15), (16, 18), (19, 25)) band (least, most)
  where band.least <= coalesce(oldest, 25) and band.most >= coalesce(youngest, 0) $$;

-- Room as a family hears it: 0 the line, 1 a few places, 2 places; null when there is nothing to book.
create function room_of(places integer, booked integer) returns smallint language sql immutable parallel safe as $$
  select (case when booked >= places then 0
    when places - booked <= 3 or (places - booked) * 5 <= places then 1 else 2 end)::smallint
  where places is not null $$;

-- The words of one activity at one place. Many sessions share them, so a search reads few.
create table listing_words (
  id integer generated always as identity primary key,
  activity_id uuid not null references activities on delete cascade,
  place_id uuid references places on delete cascade,
  words tsvector not null,
  constraint one_set_of_words_per_activity_and_place unique nulls not distinct (activity_id, place_id)
);
create index listing_words_by_word on listing_words using gin (words);

-- Every whole word ever listed: what a slip of typing is mended with.
create table listed_words (word text primary key);
create index listed_words_by_likeness on listed_words using gin (word gin_trgm_ops);

create table session_listing (
  -- What counting reads comes first: a row is taken apart only as far as it is needed.
  listed_until timestamptz, -- the start, or the end of a drop-in; null when it is not public
  -- Every count beside the filters is made from these 11 bytes a session, read all at once and counted in the
  -- application (grouping 3,000 rows by them in PGlite took 5 ms; this takes under 1). The last byte is the room:
  -- 0 none, 1 few, 2 places, 3 nothing to book.
  packed bytea not null generated always as (int4send(marks) || int4send(facts)
    || int2send((day - '2000-01-01'::date)::smallint)
    || substr(int2send(case when cancelled then 0::smallint else coalesce(room, 3::smallint) end), 2)) stored,
  -- Hundred-thousandths of a degree; far away when there is no point.
  packed_point bytea not null generated always as (int4send(coalesce((lat * 100000)::integer, 900000000))
    || int4send(coalesce((lon * 100000)::integer, 0))) stored,
  session_id uuid primary key references sessions on delete cascade,
  marks integer not null,
  facts integer not null,
  day date not null, -- on the area's clock
  room smallint,
  words_id integer references listing_words on delete set null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  lat double precision,
  lon double precision,
  cancelled boolean not null,
  moved boolean not null,
  activity_id uuid not null,
  title text not null,
  theme text not null,
  place_name text,
  town text,
  opens_at timestamptz,
  photo text,
  photo_alt text
);
create index listing_by_time on session_listing (starts_at, session_id) where listed_until is not null;
create index listing_still_to_come on session_listing (listed_until);
create index listing_of_words on session_listing (words_id);

create view listing_truth as
select s.id as session_id,
  mark_of('siblings:' || a.siblings) | mark_of('adult:' || a.adult)
    | mark_of('noise:' || coalesce(s.noise, a.noise)) | mark_of('busy:' || coalesce(s.busy, a.busy))
    | mark_of('theme:' || a.theme) | ages_mark(a.min_age, a.max_age)
    | mark_of(case when a.at_home then 'where:home' else 'where:place' end)
    | mark_of('version:' || s.version) | mark_of(case when a.drop_in then 'how:drop_in' end) as marks,
  -- What is said of the session wins over the activity, and the activity over the place.
  (((of_place.yes & ~of_activity.no) | of_activity.yes) & ~of_session.no) | of_session.yes as facts,
  (s.starts_at at time zone 'Europe/London')::date as day,
  case when not a.drop_in then room_of(s.places, coalesce(desk.booked, 0)) end as room,
  case when s.published_at is not null then case when a.drop_in then s.ends_at else s.starts_at end end as listed_until,
  s.starts_at, s.ends_at,
  case when not a.at_home then round(p.lat::numeric, 5)::double precision end as lat,
  case when not a.at_home then round(p.lon::numeric, 5)::double precision end as lon,
  s.cancelled_at is not null as cancelled, s.moved_at is not null as moved,
  s.activity_id, a.title, a.theme,
  case when not a.at_home then p.name end as place_name, case when not a.at_home then p.town end as town,
  s.opens_at, a.photo, a.photo_alt,
  s.place_id
from sessions s
join activities a on a.id = s.activity_id
left join places p on p.id = s.place_id
left join session_places desk on desk.session_id = s.id
cross join lateral (
  select coalesce(bit_or(fact_mark(f.fact)) filter (where f.answer = 'yes'), 0) as yes
  from access_facts f where f.place_id = s.place_id and not a.at_home) of_place
cross join lateral (
  select coalesce(bit_or(fact_mark(f.fact)) filter (where f.answer = 'yes'), 0) as yes,
    coalesce(bit_or(fact_mark(f.fact)) filter (where f.answer = 'no'), 0) as no
  from access_facts f where f.activity_id = s.activity_id) of_activity
cross join lateral (
  select coalesce(bit_or(fact_mark(f.fact)) filter (where f.answer = 'yes'), 0) as yes,
    coalesce(bit_or(fact_mark(f.fact)) filter (where f.answer = 'no'), 0) as no
  from access_facts f where f.session_id = s.id) of_session;

create view listing_words_truth as
select a.id as activity_id, p.id as place_id,
  setweight(to_tsvector('family_english', a.title), 'A')
    || setweight(to_tsvector('family_english', concat_ws(' ', a.theme, r.name)), 'B')
    || setweight(to_tsvector('family_english', concat_ws(' ', p.name, p.town, p.ward, p.street)), 'C')
    || setweight(to_tsvector('family_english', concat_ws(' ', a.what_you_will_do, a.food, a.who_you_will_meet)), 'D') as words,
  to_tsvector('whole_words', concat_ws(' ', a.title, a.theme, r.name, p.name, p.town, p.ward, a.what_you_will_do)) as whole
from activities a
left join providers r on r.id = a.provider_id
cross join lateral (select distinct s.place_id from sessions s where s.activity_id = a.id) at
left join places p on p.id = at.place_id and not a.at_home;

-- Makes the rows of these sessions true again. `words_too` when a text they are found by may have changed.
create function relist(these uuid[], words_too boolean default true) returns void language plpgsql as $$
begin
  if coalesce(cardinality(these), 0) = 0 then return; end if;
  -- One at a time, and read only after waiting: otherwise the later of two edits could write what it saw before
  -- the earlier was kept. Then the desk's rows, in the desk's order, so that neither waits for the other in a ring.
  perform pg_advisory_xact_lock(4206);
  perform 1 from session_places where session_id = any (these) order by session_id for update;
  if words_too then
    with touched as (
      select w.* from listing_words_truth w
      where w.activity_id in (select s.activity_id from sessions s where s.id = any (these) and s.published_at is not null)
    ), vocabulary as (
      insert into listed_words select distinct unnest(tsvector_to_array(whole)) from touched
      on conflict do nothing
    )
    insert into listing_words as old (activity_id, place_id, words)
    select activity_id, place_id, words from touched
    on conflict on constraint one_set_of_words_per_activity_and_place
    do update set words = excluded.words where old.words <> excluded.words;
  end if;
  insert into session_listing (session_id, marks, facts, day, room, words_id, listed_until,
    starts_at, ends_at, lat, lon, cancelled, moved, activity_id, title, theme, place_name, town, opens_at, photo, photo_alt)
  select n.session_id, n.marks, n.facts, n.day, n.room, w.id, n.listed_until,
    n.starts_at, n.ends_at, n.lat, n.lon, n.cancelled, n.moved, n.activity_id, n.title, n.theme, n.place_name, n.town,
    n.opens_at, n.photo, n.photo_alt
  from listing_truth n
  left join listing_words w on w.activity_id = n.activity_id
    and w.place_id is not distinct from (case when n.marks & mark_of('where:home') = 0 then n.place_id end)
  where n.session_id = any (these)
  on conflict (session_id) do update set marks = excluded.marks, facts = excluded.facts, day = excluded.day,
    room = excluded.room, words_id = excluded.words_id, listed_until = excluded.listed_until,
    starts_at = excluded.starts_at, ends_at = excluded.ends_at, lat = excluded.lat, lon = excluded.lon,
    cancelled = excluded.cancelled, moved = excluded.moved, activity_id = excluded.activity_id,
    title = excluded.title, theme = excluded.theme, place_name = excluded.place_name, town = excluded.town,
    opens_at = excluded.opens_at, photo = excluded.photo, photo_alt = excluded.photo_alt;
end $$;

create function relist_sessions() returns trigger language plpgsql as $$
begin
  perform relist((select array_agg(id) from now_rows));
  return null;
end $$;
create trigger listing_follows_new_sessions after insert on sessions
  referencing new table as now_rows for each statement execute function relist_sessions();
create trigger listing_follows_sessions after update on sessions
  referencing new table as now_rows for each statement execute function relist_sessions();

-- Whoever edits sessions waits their turn before taking any row, or two editors could wait for each other.
create function one_editor_at_a_time() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(4206);
  return null;
end $$;
create trigger one_editor_of_sessions before update on sessions
  for each statement execute function one_editor_at_a_time();

create function relist_activities() returns trigger language plpgsql as $$
begin
  perform relist((select array_agg(s.id) from sessions s join now_rows n on n.id = s.activity_id));
  return null;
end $$;
create trigger listing_follows_activities after update on activities
  referencing new table as now_rows for each statement execute function relist_activities();

create function relist_providers() returns trigger language plpgsql as $$
begin
  perform relist((select array_agg(s.id) from sessions s join activities a on a.id = s.activity_id
    join now_rows n on n.id = a.provider_id));
  return null;
end $$;
create trigger listing_follows_providers after update on providers
  referencing new table as now_rows for each statement execute function relist_providers();

create function relist_places() returns trigger language plpgsql as $$
begin
  perform relist((select array_agg(s.id) from sessions s join now_rows n on n.id = s.place_id));
  return null;
end $$;
create trigger listing_follows_places after update on places
  referencing new table as now_rows for each statement execute function relist_places();

create function relist_facts() returns trigger language plpgsql as $$
begin
  perform relist((select array_agg(id) from (
    select session_id as id from changed_rows where session_id is not null
    union select s.id from sessions s join changed_rows f on f.activity_id = s.activity_id
    union select s.id from sessions s join changed_rows f on f.place_id = s.place_id) touched), false);
  return null;
end $$;
create trigger listing_follows_new_facts after insert on access_facts
  referencing new table as changed_rows for each statement execute function relist_facts();
create trigger listing_follows_facts after update on access_facts
  referencing new table as changed_rows for each statement execute function relist_facts();
create trigger listing_follows_lost_facts after delete on access_facts
  referencing old table as changed_rows for each statement execute function relist_facts();

-- The desk decides hundreds of bookings in one update; only when the words on the card change is a row written.
create function follow_desk() returns trigger language plpgsql as $$
begin
  update session_listing set room = room_of(new.places, new.booked)
  where session_id = new.session_id and marks & mark_of('how:drop_in') = 0;
  return null;
end $$;
create trigger listing_follows_new_desk after insert on session_places
  for each row execute function follow_desk();
create trigger listing_follows_desk after update of places, booked on session_places
  for each row when (room_of(old.places, old.booked) is distinct from room_of(new.places, new.booked))
  execute function follow_desk();

-- What typed words mean among the words we list: as they are, else as a beginning, else as the likeliest slip.
-- Answers the sets of words found with how well they fit (in tenths: of two about as good, the sooner is first), what
-- was mended, and what nobody lists. All the words must be there; when no listing has them all, some will do.
create function find_words(typed text[]) returns table (ids integer[], scores integer[], mended jsonb, unknown text[], some_only boolean)
language plpgsql stable as $$
declare
  one text;
  asked tsquery;
  likely text;
  plain text;
  every tsquery;
  any_of tsquery;
begin
  mended := '[]'; unknown := '{}'; some_only := false;
  foreach one in array typed loop
    asked := plainto_tsquery('family_english', one);
    continue when numnode(asked) = 0; -- a word that says nothing: "the", "to"
    if not exists (select 1 from listing_words w where w.words @@ asked) then
      asked := case when length(one) >= 3 then to_tsquery('family_english', quote_literal(one) || ':*') end;
      if asked is null or not exists (select 1 from listing_words w where w.words @@ asked) then
        plain := folded(one);
        select l.word into likely from listed_words l
        where length(plain) >= 4 and l.word % plain and similarity(l.word, plain) >= 0.36
          and exists (select 1 from listing_words w where w.words @@ plainto_tsquery('family_english', l.word))
        order by similarity(l.word, plain) desc, l.word limit 1;
        if not found then
          unknown := unknown || one;
          continue;
        end if;
        asked := plainto_tsquery('family_english', likely);
        mended := mended || jsonb_build_object('typed', one, 'meant', likely);
      end if;
    end if;
    every := case when every is null then asked else every && asked end;
    any_of := case when any_of is null then asked else any_of || asked end;
  end loop;
  for pass in 1..2 loop
    select coalesce(array_agg(w.id), '{}'), coalesce(array_agg(round(ts_rank(w.words, every) * 10)::integer), '{}')
    into ids, scores from listing_words w where w.words @@ every;
    exit when every is null or ids <> '{}';
    every := any_of;
    some_only := true;
  end loop;
  return next;
end $$;

-- Sessions that were there before the listing was.
select relist(array_agg(id)) from sessions;
