package brume.app;

import brume.school.Accounts;
import brume.school.EnrolmentDesk;
import brume.school.Passwords;
import brume.school.ProviderSignIn;
import brume.school.RealmImport;
import brume.school.SignIn;
import brume.store.Database;
import brume.store.Secrets;
import brume.store.SqlAccessKeys;
import brume.store.SqlAttempts;
import brume.store.SqlAudit;
import brume.store.SqlCourses;
import brume.store.SqlEnrolments;
import brume.store.SqlGradeOverrides;
import brume.store.SqlPeople;
import brume.store.SqlQuotas;
import brume.store.SqlSandboxes;
import brume.store.SqlSshKeys;
import brume.store.SqlStays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Who is who, on the database: the tables of the school and the door for people.
record School(
        SqlPeople people,
        SqlCourses courses,
        SqlSandboxes sandboxes,
        SqlAccessKeys accessKeys,
        SqlSshKeys sshKeys,
        SqlAttempts attempts,
        SqlGradeOverrides overrides,
        SqlQuotas quotas,
        Optional<SignIn> signIn,
        SqlStays stays,
        ProviderSignIn providerSignIn,
        SqlAudit audit,
        Accounts accounts,
        EnrolmentDesk enrolment) {

    static School open(Database database, Settings settings, InstantSource clock, SecureRandom random) {
        SqlPeople people = new SqlPeople(database);
        Passwords passwords = new Passwords(random);
        SqlAudit audit = new SqlAudit(database);
        SqlCourses courses = new SqlCourses(database);
        boolean provided = settings.provider().isPresent();
        importRealm(settings.realm(), new RealmImport(people, passwords, random), provided);
        return new School(
                people,
                courses,
                new SqlSandboxes(database),
                new SqlAccessKeys(database, Secrets.in(settings.data().resolve("secret.key"))),
                new SqlSshKeys(database),
                new SqlAttempts(database),
                new SqlGradeOverrides(database),
                new SqlQuotas(database),
                provided ? Optional.empty() : Optional.of(new SignIn(people, passwords, audit, clock)),
                new SqlStays(database, people, random, clock),
                new ProviderSignIn(people, random),
                audit,
                new Accounts(people, passwords, audit, random, clock),
                new EnrolmentDesk(
                        people,
                        courses,
                        new SqlEnrolments(database),
                        provided ? Optional.empty() : Optional.of(passwords),
                        random,
                        clock));
    }

    private static void importRealm(Path realm, RealmImport people, boolean tenantsOnly) {
        if (!Files.exists(realm)) {
            return;
        }
        try {
            if (tenantsOnly) {
                people.readTenants(Files.readString(realm));
            } else {
                people.read(Files.readString(realm));
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new IllegalArgumentException(
                    "The people in " + realm + " cannot be read: " + broken.getMessage(), broken);
        }
    }
}
