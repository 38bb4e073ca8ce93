package brume.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The labs that can be played, each with its compiled checks.
public final class Labs {

    private final Map<String, Judge> judges = new LinkedHashMap<>();

    /// @throws IllegalArgumentException when a check cannot be compiled or two labs have one id
    public Labs(Collection<Lab> labs) {
        for (Lab lab : labs) {
            if (judges.putIfAbsent(lab.id(), new Judge(lab)) != null) {
                throw new IllegalArgumentException("Two labs are called " + lab.id());
            }
        }
    }

    /// Reads every folder in the given one that has a `lab.yaml`, ordered by name.
    ///
    /// @throws IllegalArgumentException names all problems, one a line
    public static Labs read(Path folder) {
        List<Lab> labs = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path one : folders(folder)) {
            LabFolder read = LabFolder.read(one);
            problems.addAll(read.problems());
            labs.add(read.lab());
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Labs(labs);
    }

    /// The folders in the given one that hold a lab.
    public static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> Files.isRegularFile(one.resolve("lab.yaml")))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public List<Lab> all() {
        return judges.values().stream().map(Judge::lab).toList();
    }

    public Optional<Lab> find(String id) {
        return judge(id).map(Judge::lab);
    }

    Optional<Judge> judge(String id) {
        return Optional.ofNullable(judges.get(id));
    }
}
