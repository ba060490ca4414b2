-- Pictures are kept in the database, so that one backup holds everything.
create table pictures (
  id uuid primary key,
  webp bytea not null,
  width integer not null, -- pixels
  height integer not null,
  made_at timestamptz not null,
  constraint a_picture_has_a_size check (width > 0 and height > 0)
);
-- WebP is squeezed already: trying again would only cost time.
alter table pictures alter column webp set storage external;

-- Nothing could put a photo here until now. One that a place shows cannot be deleted from under it.
alter table places alter column door_photo type uuid using null::uuid;
alter table places add constraint door_photo_is_kept foreign key (door_photo) references pictures;
