/// The database: entries of journals, what `brume.school` and `brume.lab` keep, and big bytes in files. The same SQL
/// runs on the
/// embedded H2 and on PostgreSQL. Read [Database] first, then [SqlJournal].
@NullMarked
package brume.store;

import org.jspecify.annotations.NullMarked;
