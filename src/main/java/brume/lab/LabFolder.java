package brume.lab;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What lies in a lab's folder, as its author wrote it: the lab, its solution and its known mistakes, and every problem
/// met while reading (each names file and place).
///
/// @param lab as far as it could be read; not to be played while there are problems
public record LabFolder(Path folder, Lab lab, Script solution, List<Script.Wrong> mistakes, List<String> problems) {

    private static final int LARGEST_TEXT = 64 * 1024;
    private static final int MOST_FILES = 200;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
    private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,3})-([a-z][a-z0-9-]*)");

    public static LabFolder read(Path folder) {
        List<String> problems = new ArrayList<>();
        Reader reader = new Reader(folder, problems);
        Lab lab = reader.lab();
        Script solution = reader.solution();
        return new LabFolder(folder, lab, solution, reader.mistakes(), List.copyOf(problems));
    }

    private record Reader(Path folder, List<String> problems) {

        Lab lab() {
            YamlNode yaml = yaml(folder.resolve("lab.yaml"));
            YamlNode seed = yaml(folder.resolve("seed.yaml"));
            String region = seed.text("region");
            seed.done();
            Lab lab = new Lab(
                    id(yaml),
                    yaml.number("version", 1, 100_000),
                    yaml.words("title"),
                    yaml.words("summary"),
                    yaml.number("minutes", 1, 1000),
                    level(yaml),
                    yaml.texts("topics"),
                    yaml.texts("providers"),
                    yaml.number("points", 1, 10_000),
                    yaml.numberIf("attempts", 0, 1000).orElse(0),
                    region,
                    names(yaml, yaml.map("let")),
                    variants(yaml),
                    steps());
            yaml.done();
            return lab;
        }

        private static String level(YamlNode yaml) {
            String level = yaml.text("level");
            if (!List.of("beginner", "intermediate", "advanced").contains(level)) {
                yaml.problem("`level` must be beginner, intermediate or advanced");
            }
            return level;
        }

        private static Map<String, String> names(YamlNode yaml, Map<String, String> map) {
            map.keySet().stream()
                    .filter(name -> !NAME.matcher(name).matches())
                    .forEach(
                            name -> yaml.problem("`" + name + "` is no name: a small letter, then letters and digits"));
            return map;
        }

        private static Map<String, Variants.Choice> variants(YamlNode yaml) {
            Map<String, Variants.Choice> variants = new LinkedHashMap<>();
            yaml.nodes("variants", (name, choice) -> {
                if (!NAME.matcher(name).matches()) {
                    choice.problem("is no name: a small letter, then letters and digits");
                }
                if (choice.has("between")) {
                    YamlNode between = choice.child("between");
                    int least = between.number("least", 0, 1_000_000);
                    variants.put(name, new Variants.Choice.Between(least, between.number("most", least, 1_000_000)));
                    between.done();
                } else {
                    List<String> texts = choice.texts("oneOf");
                    if (texts.isEmpty()) {
                        choice.problem("needs `oneOf: [...]` or `between: {least, most}`");
                    } else {
                        variants.put(name, new Variants.Choice.OneOf(texts));
                    }
                }
                choice.done();
            });
            return variants;
        }

        private List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            for (Path folder : list(folder.resolve("steps"), Files::isDirectory)) {
                var name = NUMBERED.matcher(String.valueOf(folder.getFileName()));
                if (name.matches()) {
                    steps.add(step(folder, name.group(2)));
                } else {
                    problems.add(place(folder) + ": a step's folder is called like 10-key-pair");
                }
            }
            return steps;
        }

        private Step step(Path folder, String id) {
            YamlNode yaml = yaml(folder.resolve("step.yaml"));
            Words text = new Words(read(folder.resolve("text.fr.md")), read(folder.resolve("text.en.md")));
            Step step = new Step(
                    id,
                    yaml.words("title"),
                    text,
                    yaml.texts("needs"),
                    yaml.children("checks").stream().map(Reader::check).toList(),
                    yaml.children("hints").stream().map(Reader::hint).toList());
            yaml.done();
            return step;
        }

        private static Check check(YamlNode yaml) {
            Check check = new Check(
                    id(yaml),
                    yaml.words("title"),
                    yaml.number("points", 0, 1000),
                    yaml.text("that"),
                    yaml.textIf("broken"),
                    yaml.textIf("expected"),
                    yaml.textIf("found"),
                    yaml.words("message"),
                    yaml.children("mistakes").stream().map(Reader::mistake).toList(),
                    yaml.text("link"),
                    yaml.texts("needs"),
                    yaml.truth("mustHold", false));
            yaml.done();
            return check;
        }

        private static Check.Mistake mistake(YamlNode yaml) {
            Check.Mistake mistake = new Check.Mistake(
                    id(yaml), yaml.text("when"), yaml.words("message"), yaml.textIf("found"), yaml.textIf("link"));
            yaml.done();
            return mistake;
        }

        private static Hint hint(YamlNode yaml) {
            Hint hint = new Hint(yaml.words("text"), yaml.number("price", 0, 1000));
            yaml.done();
            return hint;
        }

        Script solution() {
            YamlNode yaml = yaml(folder.resolve("solution.yaml"));
            Script script = script(yaml);
            yaml.done();
            return script;
        }

        private static Script script(YamlNode yaml) {
            return new Script(
                    yaml.children("commands").stream().map(Reader::command).toList());
        }

        private static Script.Command command(YamlNode yaml) {
            String id = yaml.textIf("id").orElse("");
            Script.Command command = yaml.has("ssh")
                    ? new Script.Ssh(id, yaml.text("ssh"), yaml.text("on"))
                    : new Script.Aws(id, yaml.text("aws"), yaml.map("keep"));
            yaml.done();
            return command;
        }

        List<Script.Wrong> mistakes() {
            List<Script.Wrong> mistakes = new ArrayList<>();
            for (Path file : list(folder.resolve("mistakes"), Reader::isYaml)) {
                YamlNode yaml = yaml(file);
                YamlNode earns = yaml.child("earns");
                String name = String.valueOf(file.getFileName()).replace(".yaml", "");
                mistakes.add(new Script.Wrong(
                        name,
                        yaml.textIf("after"),
                        yaml.texts("without"),
                        script(yaml),
                        earns.text("check"),
                        earns.textIf("mistake")));
                earns.done();
                yaml.done();
            }
            return mistakes;
        }

        private static boolean isYaml(Path file) {
            return String.valueOf(file.getFileName()).endsWith(".yaml");
        }

        private static String id(YamlNode yaml) {
            String id = yaml.text("id");
            if (!id.isEmpty() && !ID.matcher(id).matches()) {
                yaml.problem("`id` must be of a-z, 0-9 and hyphens, at most 60, and begin with a letter");
            }
            return id;
        }

        private YamlNode yaml(Path file) {
            return YamlNode.parse(place(file), read(file), problems);
        }

        private String read(Path file) {
            try {
                if (!Files.isRegularFile(file)) {
                    problems.add(place(file) + ": is missing");
                } else if (Files.size(file) > LARGEST_TEXT) {
                    problems.add(place(file) + ": is larger than " + LARGEST_TEXT + " bytes");
                } else {
                    return Files.readString(file);
                }
            } catch (MalformedInputException notText) {
                problems.add(place(file) + ": is not UTF-8");
            } catch (IOException unreadable) {
                problems.add(place(file) + ": cannot be read: " + unreadable.getMessage());
            }
            return "{}";
        }

        private List<Path> list(Path within, java.util.function.Predicate<Path> wanted) {
            if (!Files.isDirectory(within)) {
                return List.of();
            }
            try (Stream<Path> all = Files.list(within)) {
                return all.filter(wanted).sorted().limit(MOST_FILES).toList();
            } catch (IOException unreadable) {
                problems.add(place(within) + ": cannot be read: " + unreadable.getMessage());
                return List.of();
            }
        }

        private String place(Path file) {
            Path above = folder.toAbsolutePath().getParent();
            return above == null
                    ? file.toString()
                    : above.relativize(file.toAbsolutePath()).toString();
        }
    }
}
