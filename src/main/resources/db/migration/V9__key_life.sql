-- When an access key was made and last used, and whether its secret was shown: that happens once.
alter table access_key add column created timestamp(6) with time zone default current_timestamp not null;
alter table access_key add column last_used timestamp(6) with time zone;
alter table access_key add column shown boolean default false not null;
