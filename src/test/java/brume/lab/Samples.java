package brume.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small labs for tests.
final class Samples {

    private Samples() {}

    static Lab lab(Check... checks) {
        Step step = new Step(
                "only",
                new Words("Seule étape", "Only step"),
                new Words("Bonjour", "Hello"),
                List.of(),
                List.of(checks),
                List.of(new Hint(new Words("un", "one"), 1), new Hint(new Words("deux", "two"), 4)));
        return new Lab(
                "sample",
                1,
                new Words("Exemple", "Sample"),
                new Words("Un exemple", "A sample"),
                10,
                "beginner",
                List.of(),
                List.of("aws"),
                step.points(),
                0,
                "eu-west-3",
                Map.of("mine", "instances.filter(i, i.tags.Name == name && i.state != 'terminated')"),
                Map.of("name", new Variants.Choice.OneOf(List.of("web-olive", "web-fig"))),
                List.of(step));
    }

    static Check check(String id, String that) {
        return check(id, that, false);
    }

    static Check check(String id, String that, boolean mustHold, String... needs) {
        return new Check(
                id,
                new Words("Titre", "Title"),
                3,
                that,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Words("Non", "No"),
                List.of(),
                "instances",
                List.of(needs),
                mustHold);
    }
}
