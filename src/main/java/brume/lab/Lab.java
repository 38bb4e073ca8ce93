package brume.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A lab as its author wrote it: a folder of text files, read by [Labs].
///
/// @param id identity, not the folder's name
/// @param version counts up with every change that matters for grades
/// @param minutes how long it takes about
/// @param level `beginner`, `intermediate` or `advanced`
/// @param topics, providers for finding it
/// @param points what all checks together are worth
/// @param attempts how many a student may start; 0 for as many as they like
/// @param region the region the lab is played in, from `seed.yaml`
/// @param let names for expressions that checks share: a name and its CEL, which may use the names before it
/// @param variants the values that differ from student to student: a name and what may be drawn for it
public record Lab(
        String id,
        int version,
        Words title,
        Words summary,
        int minutes,
        String level,
        List<String> topics,
        List<String> providers,
        int points,
        int attempts,
        String region,
        Map<String, String> let,
        Map<String, Variants.Choice> variants,
        List<Step> steps) {

    public Lab {
        topics = List.copyOf(topics);
        providers = List.copyOf(providers);
        steps = List.copyOf(steps);
    }

    public Stream<Check> checks() {
        return steps.stream().flatMap(step -> step.checks().stream());
    }

    public Optional<Step> step(String step) {
        return steps.stream().filter(one -> one.id().equals(step)).findFirst();
    }

    public Optional<Check> check(String check) {
        return checks().filter(one -> one.id().equals(check)).findFirst();
    }

    /// The lab as one student reads it: the values of the variant stand in titles, texts and hints.
    public Lab filled(Map<String, String> values) {
        return new Lab(
                id,
                version,
                title,
                summary,
                minutes,
                level,
                topics,
                providers,
                points,
                attempts,
                region,
                let,
                variants,
                steps.stream().map(step -> step.filled(values)).toList());
    }
}
