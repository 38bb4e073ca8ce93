-- Whom an identity provider vouches for: its own word for the person, which stays when a user name changes.
alter table person add column subject varchar(255);
alter table person add constraint person_subject unique (subject);
