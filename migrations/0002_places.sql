create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table places (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  kind text not null constraint place_kind_is_known
    check (kind in ('library', 'leisure_centre', 'community_hub', 'sports_ground', 'park', 'school', 'childrens_centre', 'pool', 'other')),
  street text,
  town text,
  postcode text,
  lat double precision,
  lon double precision,
  ward text,
  about text,
  phone text,
  website text,
  -- Three steps a family can follow from the stop or the car park to the person who greets them.
  landmark_steps text[] not null default '{}',
  door_photo text,
  door_photo_alt text,
  stop_name text,
  stop_kind text constraint stop_kind_is_known check (stop_kind in ('bus', 'tram', 'train')),
  stop_minutes integer, -- minutes' walk
  source text not null default 'team', -- which row of the attribution page it came from
  source_id text,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint a_photo_has_words check (door_photo is null or door_photo_alt is not null),
  constraint a_point_has_both_numbers check (num_nonnulls(lat, lon) in (0, 2)),
  constraint a_stop_has_its_walk check (num_nonnulls(stop_name, stop_kind, stop_minutes) in (0, 3))
);
create unique index one_place_per_source_row on places (source, source_id) where source_id is not null;
create index places_by_name on places using gin (name gin_trgm_ops);

-- A fact about a place, an activity or one session; never a label for a person. No row means "not checked".
-- What is said of the session wins over the activity, and the activity over the place.
create table access_facts (
  id uuid primary key default gen_random_uuid(),
  place_id uuid constraint fact_of_a_place references places on delete cascade,
  activity_id uuid, -- references activities, added in 0003
  session_id uuid, -- references sessions, added in 0003
  fact text not null,
  answer text not null constraint answer_is_yes_or_no check (answer in ('yes', 'no')),
  detail text, -- "Key at reception", "Two spaces by the door"
  checked_by text not null constraint checker_is_known check (checked_by in ('parent', 'champion', 'provider', 'team', 'open_data')),
  checked_by_name text not null,
  checked_on date not null,
  constraint a_fact_is_about_one_thing check (num_nonnulls(place_id, activity_id, session_id) = 1)
);
create unique index one_answer_per_fact_of_a_place on access_facts (place_id, fact) where place_id is not null;
create unique index one_answer_per_fact_of_an_activity on access_facts (activity_id, fact) where activity_id is not null;
create unique index one_answer_per_fact_of_a_session on access_facts (session_id, fact) where session_id is not null;
create index facts_by_answer on access_facts (fact, answer);

-- Centroids, to answer "near me". A postcode that someone types is looked up here and kept nowhere.
create table postcodes (
  postcode text primary key, -- upper case, no space: M331AE
  lat double precision not null,
  lon double precision not null,
  ward text
);
create table outcodes (
  outcode text primary key, -- M33
  lat double precision not null,
  lon double precision not null,
  town text
);
create table stops (
  id text primary key,
  name text not null,
  kind text not null constraint stop_is_of_a_known_kind check (kind in ('bus', 'tram', 'train')),
  lat double precision not null,
  lon double precision not null
);
