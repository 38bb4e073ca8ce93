-- The browsers in which somebody is signed in: they stay so when Brume restarts.
create table stay (
    word_hash char(64)                    primary key,
    person    varchar(62)                 not null,
    terms     char(64)                    not null,
    since     timestamp(6) with time zone not null
);
create index stay_person on stay (person);
