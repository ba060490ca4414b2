-- Worries about a child or an adult, told to the safeguarding lead and to nobody else. Every word is sealed with a key
-- of the concern's own (decisions/0008): who told it, too. A reader of this table learns when, and nothing more.
create table concerns (
  id uuid primary key,
  form_key uuid not null constraint one_concern_per_form unique, -- made from the form's key and its words: pressed twice is one
  at timestamptz not null,
  words_sealed text not null, -- the worry
  about_sealed text, -- which session or place, when it was said
  contact_sealed text, -- how to reach whoever told it, when it was said
  teller_sealed text, -- who told it, only when they were signed in and asked us to say so
  from_page text, -- the page of ours they came from, ids and secrets taken out
  read_at timestamptz,
  read_by uuid references people on delete set null,
  closed_at timestamptz,
  closed_by uuid references people on delete set null,
  outcome_sealed text,
  constraint a_closed_concern_has_an_outcome check ((closed_at is null) = (outcome_sealed is null))
);
create index concerns_by_time on concerns (at);

-- What was done about it. Only ever added to.
create table concern_notes (
  id uuid primary key,
  concern_id uuid not null references concerns on delete cascade,
  form_key uuid not null constraint one_note_per_form unique,
  at timestamptz not null,
  written_by uuid references people on delete set null,
  words_sealed text not null
);
create index concern_notes_of_concern on concern_notes (concern_id, at);

-- Nobody mends what was said, nor takes back that it was read or how it ended.
create function concern_is_never_rewritten() returns trigger language plpgsql as $$
begin
  if (old.at, old.words_sealed, old.about_sealed, old.contact_sealed, old.teller_sealed, old.from_page)
      is distinct from (new.at, new.words_sealed, new.about_sealed, new.contact_sealed, new.teller_sealed, new.from_page)
    or (old.read_at is not null and old.read_at is distinct from new.read_at)
    or (old.closed_at is not null and (old.closed_at, old.outcome_sealed) is distinct from (new.closed_at, new.outcome_sealed))
  then
    raise exception 'a concern is only ever added to' using errcode = 'integrity_constraint_violation',
      constraint = 'a_concern_is_never_rewritten';
  end if;
  return new;
end $$;
create trigger a_concern_is_never_rewritten before update on concerns
  for each row execute function concern_is_never_rewritten();

create function concern_note_is_never_rewritten() returns trigger language plpgsql as $$
begin
  -- Only whose it was may go, when that person is forgotten.
  if (old.concern_id, old.at, old.words_sealed) is distinct from (new.concern_id, new.at, new.words_sealed) then
    raise exception 'a note is only ever added' using errcode = 'integrity_constraint_violation',
      constraint = 'a_note_is_never_rewritten';
  end if;
  return new;
end $$;
create trigger a_note_is_never_rewritten before update on concern_notes
  for each row execute function concern_note_is_never_rewritten();
