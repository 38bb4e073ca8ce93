package brume.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Map<String, String> VALUES = Map.of("name", "web-olive");
    private final FakeWorld world = new FakeWorld();
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void passesWhatIsAchieved() {
        world.instance("", "running", "t3.micro").instance("web-olive", "running", "t3.micro");
        CheckResult result = judged(check("instance", "mine.exists(i, i.state == 'running')"));
        assertThat(result.status()).isEqualTo(CheckResult.Status.PASSED);
        assertThat(result.points()).isEqualTo(3);
        assertThat(result.passedAt()).contains(now);
    }

    @Test
    void saysWhatWasExpectedAndFoundInBothLanguages() {
        world.instance("web-olive", "running", "t3.large");
        Check check = new Check(
                "type",
                new Words("Type", "Type"),
                3,
                "mine.exists(i, i.type == 't3.micro')",
                Optional.empty(),
                Optional.of("'t3.micro'"),
                Optional.of("mine.map(i, i.type)"),
                new Words("${name} : ${found} au lieu de ${expected}", "${name}: ${found} instead of ${expected}"),
                List.of(),
                "instances",
                List.of(),
                false);
        CheckResult result = judged(check);
        assertThat(result.status()).isEqualTo(CheckResult.Status.FAILED);
        assertThat(result.message())
                .isEqualTo(new Words(
                        "web-olive : t3.large au lieu de t3.micro", "web-olive: t3.large instead of t3.micro"));
        assertThat(result.points()).isZero();
        assertThat(result.worth()).isEqualTo(3);
    }

    @Test
    void sayingThatNothingWasFoundTakesAWordOfEachLanguage() {
        Check check = new Check(
                "type",
                new Words("Type", "Type"),
                3,
                "size(mine) > 0",
                Optional.empty(),
                Optional.empty(),
                Optional.of("'-'"),
                new Words("Trouvé : ${found}.", "Found: ${found}."),
                List.of(),
                "instances",
                List.of(),
                false);
        assertThat(judged(check).message()).isEqualTo(new Words("Trouvé : rien.", "Found: nothing."));
    }

    @Test
    void recognisesTheFirstKnownMistakeThatFits() {
        world.instance("web-olive", "stopped", "t3.micro");
        Check plain = check("running", "mine.exists(i, i.state == 'running')");
        Check check = new Check(
                plain.id(),
                plain.title(),
                plain.points(),
                plain.that(),
                plain.broken(),
                plain.expected(),
                plain.found(),
                plain.message(),
                List.of(
                        mistake("none", "size(mine) == 0"),
                        mistake("stopped", "mine.exists(i, i.state == 'stopped')"),
                        mistake("late", "true")),
                plain.link(),
                plain.needs(),
                false);
        CheckResult result = judged(check);
        assertThat(result.mistake()).contains("stopped");
        assertThat(result.message().en()).isEqualTo("It was stopped");
    }

    @Test
    void looksOnlyOnceWhatItNeedsHasPassed() {
        Check first = check("first", "size(mine) > 0");
        Check second = needing("second", "size(keyPairs) == 0", "first");
        assertThat(all(Map.of(), first, second))
                .extracting(CheckResult::status)
                .containsExactly(CheckResult.Status.FAILED, CheckResult.Status.NOT_RUN);
        world.instance("web-olive", "running", "t3.micro");
        assertThat(all(Map.of(), first, second))
                .extracting(CheckResult::status)
                .containsExactly(CheckResult.Status.PASSED, CheckResult.Status.PASSED);
    }

    @Test
    void keepsWhatWasOnceAchievedUnlessItMustHold() {
        world.instance("web-olive", "running", "t3.micro");
        Check once = check("once", "size(mine) > 0");
        Check always = holding("always", "size(mine) > 0");
        Map<String, CheckResult> before = new HashMap<>();
        all(Map.of(), once, always).forEach(result -> before.put(result.checkId(), result));
        Instant first = now;
        world.things.clear();
        now = now.plusSeconds(60);
        List<CheckResult> after = all(before, once, always);
        assertThat(after)
                .extracting(CheckResult::status)
                .containsExactly(CheckResult.Status.PASSED, CheckResult.Status.FAILED);
        assertThat(after.getFirst().passedAt()).contains(first);
    }

    @Test
    void blamesTheCheckerAndNotTheStudentWhenACheckCannotBeMade() {
        world.instance("web-olive", "running", "t3.micro");
        Check cut = check("cut", "tcp(mine[0].publicIp, 22).open");
        Check missing = check("missing", "keyPairs[3].keyName == ''");
        Check declared = new Check(
                "declared",
                new Words("x", "x"),
                3,
                "false",
                Optional.of("size(images) == 0"),
                Optional.empty(),
                Optional.empty(),
                new Words("x", "x"),
                List.of(),
                "instances",
                List.of(),
                false);
        Judge.Verdict verdict = verdict(Map.of(), cut, missing, declared);
        assertThat(verdict.results()).extracting(CheckResult::status).containsOnly(CheckResult.Status.BROKEN);
        assertThat(verdict.results().getFirst().message().fr()).contains("pas de votre faute");
        assertThat(verdict.faults()).hasSize(3).anyMatch(fault -> fault.contains("the cable is cut"));
    }

    @Test
    void aBrokenCheckTakesNothingAwayThatWasEarned() {
        Check always = holding("always", "tcp('15.188.0.1', 22).open");
        CheckResult earned = new CheckResult(
                "always",
                CheckResult.Status.PASSED,
                3,
                3,
                "",
                "",
                Words.NONE,
                Optional.empty(),
                "instances",
                Optional.of(now));
        assertThat(all(Map.of("always", earned), always)).containsExactly(earned);
    }

    @Test
    void sendsEachProbeOnce() {
        world.instance("web-olive", "running", "t3.micro");
        world.pages.put("http://15.188.0.1/", "hello");
        String page = "http('http://' + mine[0].publicIp + '/')";
        all(Map.of(), check("a", page + ".status == 200"), check("b", page + ".body.contains('hello')"));
        assertThat(world.probes).isEqualTo(1);
    }

    @Test
    void endsAnExpressionThatWouldRunForEver() {
        for (int i = 0; i < 100; i++) {
            world.instance("web-olive", "running", "t3.micro");
        }
        Check endless = check(
                "endless", "instances.all(a, instances.all(b, instances.all(c, instances.all(d, a.type == d.type))))");
        long start = System.nanoTime();
        assertThat(judged(endless).status()).isEqualTo(CheckResult.Status.BROKEN);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void readsATagThatIsNotThereAsEmpty() {
        world.instance("", "running", "t3.micro");
        assertThat(judged(check("untagged", "instances.exists(i, i.tags.Owner == '')"))
                        .passed())
                .isTrue();
    }

    @Test
    void refusesFieldsNamesAndResultsThatDoNotExist() {
        assertThatThrownBy(() -> judged(check("typo", "instances.exists(i, i.publicIP == '')")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("check typo")
                .hasMessageContaining("publicIP");
        assertThatThrownBy(() -> judged(check("name", "size(instanzes) > 0"))).hasMessageContaining("instanzes");
        assertThatThrownBy(() -> judged(check("text", "'yes'"))).hasMessageContaining("true or false");
        assertThatThrownBy(() -> judged(check("code", "java.lang.Runtime.exec('rm')")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private CheckResult judged(Check check) {
        return all(Map.of(), check).getFirst();
    }

    private List<CheckResult> all(Map<String, CheckResult> before, Check... checks) {
        return verdict(before, checks).results();
    }

    private Judge.Verdict verdict(Map<String, CheckResult> before, Check... checks) {
        return new Judge(Samples.lab(checks)).judge(world, VALUES, before, now);
    }

    private static Check check(String id, String that) {
        return Samples.check(id, that);
    }

    private static Check needing(String id, String that, String... needs) {
        return Samples.check(id, that, false, needs);
    }

    private static Check holding(String id, String that) {
        return Samples.check(id, that, true);
    }

    private static Check.Mistake mistake(String id, String when) {
        return new Check.Mistake(
                id,
                when,
                new Words("C'était " + id, "It was " + id),
                Optional.empty(),
                Stream.<String>empty().findFirst());
    }
}
