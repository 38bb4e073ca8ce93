-- An attempt is one JSON text; the columns beside it are what attempts are found by.
create table attempt (
    id      varchar(19)                 not null primary key,
    tenant  varchar(63)                 not null,
    course  varchar(63)                 not null,
    person  varchar(62)                 not null,
    lab     varchar(200)                not null,
    number  integer                     not null,
    sandbox varchar(40)                 not null unique,
    started timestamp(6) with time zone not null,
    body    varchar(1000000)            not null,
    unique (tenant, course, person, lab, number)
);
create index attempt_lab on attempt (tenant, course, lab);
