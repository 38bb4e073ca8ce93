-- The course a sandbox was opened in (none for the operator's), and whether starting over has put a fresh one in its place.
alter table sandbox_owner add column course varchar(63);
alter table sandbox_owner add column replaced boolean default false not null;
update sandbox_owner set course = (select a.course from attempt a where a.id = sandbox_owner.attempt);
update sandbox_owner set replaced = true where exists (
    select 1 from attempt a where a.id = sandbox_owner.attempt and a.sandbox <> sandbox_owner.sandbox);
create index sandbox_owner_course on sandbox_owner (tenant, course);

-- How much a school (no course) and a course may use; what is null is not limited there.
create table quota (
    tenant      varchar(63) not null references tenant,
    course      varchar(63) not null,
    sandboxes   integer,
    instances   integer,
    storage_gib integer,
    primary key (tenant, course)
);
