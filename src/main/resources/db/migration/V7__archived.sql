-- A course that is over: gone from its students, still read by its instructors.
alter table course add column archived boolean default false not null;
