-- The journals. The primary key is the lock: of two writers at one position, one is refused.
create table entry (
    sandbox    varchar(40)                 not null,
    position   bigint                      not null,
    at         timestamp(6) with time zone not null,
    principal  varchar(400)                not null,
    action     varchar(200)                not null,
    parameters varchar(1000000)            not null,
    changes    varchar(1000000)            not null,
    parts      integer                     not null,
    primary key (sandbox, position)
);

-- What of an entry's changes does not fit its row, to be appended in order.
create table entry_part (
    sandbox  varchar(40)      not null,
    position bigint           not null,
    part     integer          not null,
    changes  varchar(1000000) not null,
    primary key (sandbox, position, part)
);
