package brume.school;

import java.time.Duration;
import java.util.Optional;

/// The browsers in which somebody is signed in with an account of Brume. A browser keeps a word that nobody can guess,
/// Brume its hash: so a restart sends nobody back to the form. A stay ends after [#LONGEST], and with any change of the
/// account's [Terms].
public interface Stays {

    /// As long as a session that nobody uses.
    Duration LONGEST = Duration.ofHours(8);

    /// @return the word for the browser; it opens the account and is shown to nobody else
    String begin(Account account);

    /// Whose browser has this word; empty for any that was not given out, has ended, or came before a change. One that
    /// was asked for after a change has ended for good, even if the change is taken back.
    Optional<Account> find(String word);

    void end(String word);

    /// Ends all of a person's.
    void endAll(PersonId person);
}
