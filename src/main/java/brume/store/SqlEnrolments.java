package brume.store;

import brume.school.Enrolments;

/// Writes a file of people in one transaction, through the same statements as one person at a time.
public final class SqlEnrolments implements Enrolments {

    private final Database database;

    public SqlEnrolments(Database database) {
        this.database = database;
    }

    @Override
    public void write(Batch batch) {
        database.write(handle -> {
            batch.made().forEach(account -> SqlPeople.insert(handle, account));
            batch.renamed()
                    .forEach(one -> handle.execute(
                            "update person set name = ?, email = ? where id = ?",
                            one.name(),
                            one.email(),
                            one.person().value()));
            batch.enrolled().forEach(one -> SqlCourses.enrol(handle, one));
            batch.left().forEach(one -> SqlCourses.leave(handle, batch.school(), batch.course(), one));
            batch.lines().forEach(line -> SqlAudit.insert(handle, line));
            return batch;
        });
    }
}
