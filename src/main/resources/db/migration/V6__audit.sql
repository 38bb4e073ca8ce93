-- Who did what. Lines are added, never changed.
create table audit (
    number   bigint generated always as identity primary key,
    at       timestamp(6) with time zone not null,
    tenant   varchar(63),
    username varchar(200)                not null,
    action   varchar(40)                 not null,
    subject  varchar(400)                not null,
    detail   varchar(1000)               not null,
    address  varchar(64)                 not null
);
create index audit_tenant on audit (tenant, number);
