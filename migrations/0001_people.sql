-- People who sign in. A guest who books is not one of these: a booking holds its own contact.
create table people (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null constraint one_person_per_email unique constraint email_is_in_small_letters check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Being signed in on one device. The cookie carries the token and a signature made with the house's secret.
create table sign_ins (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people on delete cascade,
  token text not null constraint one_sign_in_per_token unique,
  expires_at timestamptz not null,
  ip_address text, -- never filled: we have no use for it
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sign_ins_of_person on sign_ins (person_id);

create table sign_in_methods (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sign_in_methods_of_person on sign_in_methods (person_id);

-- Codes sent and not used yet: the code is hashed with the house's secret, and its tries are counted beside it.
create table sign_in_codes (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sign_in_codes_by_identifier on sign_in_codes (identifier);

-- What a person may do, since when and until when.
create table roles (
  person_id uuid not null references people on delete cascade,
  role text not null constraint role_is_known check (role in ('team')),
  granted_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index one_live_role_of_a_kind on roles (person_id, role) where ended_at is null;
