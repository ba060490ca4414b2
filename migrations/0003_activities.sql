create table providers (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint one_provider_per_name unique,
  about text,
  phone text,
  email text,
  website text,
  -- Parents are told to ask for these; so they are told before they ask.
  safeguarding_lead text,
  background_checks_on date,
  first_aider text,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

create table seasons (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint one_season_per_name unique,
  kind text not null constraint season_kind_is_known check (kind in ('term', 'holidays')),
  starts_on date not null,
  ends_on date not null,
  constraint a_season_ends_after_it_starts check (ends_on >= starts_on)
);

create table activities (
  id uuid primary key default gen_random_uuid(),
  provider_id uuid references providers,
  season_id uuid references seasons,
  title text not null,
  theme text not null default 'meet' constraint theme_is_known
    check (theme in ('water', 'outdoors', 'move', 'make', 'music', 'food', 'meet', 'quiet')),
  kind text not null default 'community' constraint kind_is_known check (kind in ('community', 'targeted', 'other')),
  led_by text not null default 'provider' constraint leader_is_known check (led_by in ('provider', 'parents', 'young_people')),
  -- The minimum record. Null means "not said yet": a draft may lack it, a published session may not.
  what_you_will_do text,
  min_age integer,
  max_age integer,
  siblings text constraint siblings_is_known check (siblings in ('welcome', 'not')),
  adult text constraint adult_is_known check (adult in ('stays', 'may_leave')),
  cost_pence integer,
  cost_note text,
  busy text constraint busy_is_known check (busy in ('few', 'some', 'many')), -- how many people
  noise text constraint noise_is_known check (noise in ('quiet', 'some', 'loud')),
  leave_and_return text constraint leave_is_known check (leave_and_return in ('yes', 'no')),
  food text,
  bring text,
  who_you_will_meet text,
  staff_training text,
  if_full text,
  phone text,
  -- The shape of the thing.
  drop_in boolean not null default false, -- just turn up: nothing to book
  at_home boolean not null default false, -- no place: by post, online or at your door
  one_party_per_family boolean not null default false,
  places_for text not null default 'children' constraint places_for_is_known check (places_for in ('children', 'everyone')),
  photo text,
  photo_alt text,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint a_title_is_not_blank check (btrim(title) <> ''),
  constraint ages_are_0_to_25 check (min_age between 0 and 25 and max_age between 0 and 25 and min_age <= max_age),
  constraint a_cost_is_not_negative check (cost_pence >= 0),
  constraint an_activity_photo_has_words check (photo is null or photo_alt is not null)
);

-- The only three kinds of requirement there are. No proof, no plan, no diagnosis.
create table requirements (
  activity_id uuid not null references activities on delete cascade,
  nth integer not null,
  kind text not null constraint requirement_kind_is_known check (kind in ('practical', 'safety', 'area_or_age')),
  sentence text not null,
  primary key (activity_id, nth)
);

-- The photo story: what happens first, next, last.
create table story_steps (
  activity_id uuid not null references activities on delete cascade,
  nth integer not null,
  sentence text not null,
  picture text,
  picture_alt text,
  primary key (activity_id, nth)
);

create table sessions (
  id uuid primary key default gen_random_uuid(),
  activity_id uuid not null references activities,
  place_id uuid references places,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  version text constraint version_is_known check (version in ('relaxed', 'busier')),
  busy text constraint session_busy_is_known check (busy in ('few', 'some', 'many')), -- wins over the activity's
  noise text constraint session_noise_is_known check (noise in ('quiet', 'some', 'loud')),
  places integer constraint places_are_not_negative check (places >= 0), -- null: nothing to book
  opens_at timestamptz, -- booking opens; null: as soon as it is published
  note text,
  repeats_id uuid, -- made together, as one run of dates
  published_at timestamptz, -- null: a draft, or withdrawn
  withdrawn_at timestamptz, -- was public once, by mistake; its address answers "gone"
  cancelled_at timestamptz,
  cancelled_because text,
  moved_at timestamptz, -- the date, the time or the place was changed after publishing
  moved_from_at timestamptz,
  moved_from_place_id uuid references places,
  calendar_sequence integer not null default 0, -- rises when calendars that hold it must change it
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint a_session_ends_after_it_starts check (ends_at > starts_at),
  constraint a_withdrawn_session_is_not_public check (withdrawn_at is null or published_at is null),
  constraint a_cancelled_session_says_why check (cancelled_at is null or cancelled_because is not null)
);
create index sessions_by_time on sessions (starts_at) where published_at is not null;
create index sessions_of_activity on sessions (activity_id, starts_at);
create index sessions_at_place on sessions (place_id, starts_at);

alter table access_facts
  add constraint fact_of_an_activity foreign key (activity_id) references activities on delete cascade,
  add constraint fact_of_a_session foreign key (session_id) references sessions on delete cascade;

-- A question about an activity. Its answer is read by everyone; the person who asked is not kept.
create table questions (
  id uuid primary key default gen_random_uuid(),
  activity_id uuid not null references activities on delete cascade,
  words text not null,
  asked_at timestamptz not null default now(),
  answer text,
  answered_at timestamptz,
  answered_by text,
  hidden_at timestamptz, -- put aside by the team: never shown
  constraint an_answer_has_a_name_and_a_date check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  constraint a_question_is_short check (char_length(words) <= 1000)
);
create index questions_of_activity on questions (activity_id, asked_at);
create unique index one_waiting_question_in_the_same_words on questions (activity_id, md5(words))
  where answered_at is null and hidden_at is null;
create index questions_to_answer on questions (asked_at) where answered_at is null and hidden_at is null;

-- What people looked for and did not find: unmet need, without the person.
create table gaps (
  id uuid primary key default gen_random_uuid(),
  words text, -- what they typed in the box, if they chose to tell
  filters jsonb not null default '{}',
  outcode text, -- M33, never a whole postcode
  told_at timestamptz not null default now(),
  constraint an_outcode_is_never_a_postcode check (char_length(outcode) <= 4)
);
