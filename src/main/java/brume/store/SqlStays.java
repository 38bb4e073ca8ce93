package brume.store;

import brume.school.Account;
import brume.school.People;
import brume.school.PersonId;
import brume.school.Stays;
import brume.school.Terms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Stays in the table `stay`, whose words are hashed: whoever reads the database can be nobody.
public final class SqlStays implements Stays {

    private static final int WORD_BYTES = 32;
    private static final int LONGEST_WORD = 64;

    private final Database database;
    private final People people;
    private final SecureRandom random;
    private final InstantSource clock;

    public SqlStays(Database database, People people, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.people = people;
        this.random = random;
        this.clock = clock;
    }

    private record Row(PersonId person, String terms) {}

    @Override
    public String begin(Account account) {
        byte[] bytes = new byte[WORD_BYTES];
        random.nextBytes(bytes);
        String word = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        database.write(handle -> {
            handle.execute("delete from stay where since < ?", Rows.time(now.minus(LONGEST)));
            return handle.execute(
                    "insert into stay (word_hash, person, terms, since) values (?, ?, ?, ?)",
                    hash(word),
                    account.person().id().value(),
                    Terms.of(account).fingerprint(),
                    Rows.time(now));
        });
        return word;
    }

    @Override
    public Optional<Account> find(String word) {
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        Optional<Row> found = database.read(handle -> handle.select(
                        "select person, terms from stay where word_hash = ? and since >= ?",
                        hash(word),
                        Rows.time(clock.instant().minus(LONGEST)))
                .map((row, context) -> new Row(PersonId.parse(row.getString("person")), row.getString("terms")))
                .findFirst());
        Optional<Account> whose = found.flatMap(row -> people.account(row.person)
                .filter(Account::enabled)
                .filter(account -> Terms.of(account).fingerprint().equals(row.terms)));
        if (found.isPresent() && whose.isEmpty()) {
            end(word);
        }
        return whose;
    }

    @Override
    public void end(String word) {
        database.update("delete from stay where word_hash = ?", hash(word));
    }

    @Override
    public void endAll(PersonId person) {
        database.update("delete from stay where person = ?", person.value());
    }

    private static String hash(String word) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
