create table tenant (
    id   varchar(63)  not null primary key,
    name varchar(400) not null
);

create table person (
    id           varchar(62)                 not null primary key,
    username     varchar(200)                not null unique,
    name         varchar(400)                not null,
    email        varchar(400)                not null,
    roles        varchar(200)                not null,
    enabled      boolean                     not null,
    password     varchar(400),
    failures     integer                     not null,
    locked_until timestamp(6) with time zone
);

create table person_tenant (
    tenant varchar(63) not null references tenant,
    person varchar(62) not null references person,
    place  integer     not null,
    primary key (tenant, person)
);

create table course (
    tenant varchar(63)   not null references tenant,
    id     varchar(63)   not null,
    title  varchar(400)  not null,
    labs   varchar(8000) not null,
    primary key (tenant, id)
);

create table enrolment (
    tenant varchar(63) not null,
    course varchar(63) not null,
    person varchar(62) not null,
    role   varchar(20) not null,
    primary key (tenant, course, person),
    foreign key (tenant, course) references course
);

create table sandbox_owner (
    sandbox varchar(40)                 not null primary key,
    tenant  varchar(63)                 not null,
    person  varchar(62)                 not null,
    account varchar(12)                 not null unique,
    created timestamp(6) with time zone not null,
    attempt varchar(19)
);
create index sandbox_owner_person on sandbox_owner (tenant, person);

-- The secret is encrypted with the key file beside the database.
create table access_key (
    id        varchar(20)  not null primary key,
    secret    varchar(400) not null,
    sandbox   varchar(40)  not null references sandbox_owner on delete cascade,
    principal varchar(400) not null,
    active    boolean      not null
);
create index access_key_sandbox on access_key (sandbox);

create table ssh_key (
    id         varchar(19)    not null primary key,
    tenant     varchar(63)    not null,
    person     varchar(62)    not null,
    name       varchar(400)   not null,
    public_key varchar(20000) not null
);
create index ssh_key_person on ssh_key (tenant, person);
