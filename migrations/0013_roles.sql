-- A guard asks whether somebody holds a role, and only a session's page asks for which organisation. So a role over the
-- whole area that said "of one organisation" would do its acts everywhere: there is no such role.
alter table roles add constraint roles_over_the_area_are_of_no_organisation
  check (role in ('partner_lead', 'session_worker') or provider_id is null);
