package brume.portal.look;

import static org.assertj.core.api.Assertions.assertThat;

import brume.portal.terminal.OpenTerminal;
import brume.portal.terminal.Tap;
import brume.school.AttemptId;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LooksTest {

    private final Looks looks = new Looks();
    private final AttemptId alice = AttemptId.random(new SecureRandom());
    private final AttemptId bob = AttemptId.random(new SecureRandom());

    @Test
    void theStudentHearsOfWhoComesAndWhoLeaves() {
        AtomicInteger told = new AtomicInteger();
        looks.listen(alice, told::incrementAndGet);
        Runnable inesLeaves = looks.look(alice, new Look("Ines"));
        looks.look(alice, new Look("Irma"));
        assertThat(looks.at(alice)).extracting(Look::name).containsExactly("Ines", "Irma");
        assertThat(looks.at(bob)).isEmpty();
        inesLeaves.run();
        inesLeaves.run();
        assertThat(looks.at(alice)).extracting(Look::name).containsExactly("Irma");
        assertThat(told).hasValue(3);
    }

    @Test
    void twoLooksOfOnePersonEndOneByOne() {
        Look look = new Look("Ines");
        Runnable first = looks.look(alice, look);
        looks.look(alice, new Look("Ines"));
        first.run();
        assertThat(looks.at(alice)).hasSize(1);
    }

    @Test
    void theTerminalsAreThoseOfTheOpenWorkspaces() {
        OpenTerminal one = new OpenTerminal("web-a", "ec2-user", new Tap());
        AtomicInteger told = new AtomicInteger();
        Runnable ends = looks.listen(alice, told::incrementAndGet);
        assertThat(looks.terminals(alice)).isEmpty();
        Runnable closed = looks.work(alice, () -> List.of(one));
        looks.changed(alice);
        assertThat(looks.terminals(alice)).containsExactly(one);
        assertThat(looks.terminals(bob)).isEmpty();
        closed.run();
        assertThat(looks.terminals(alice)).isEmpty();
        ends.run();
        looks.changed(alice);
        assertThat(told).hasValue(3);
    }
}
