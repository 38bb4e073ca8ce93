package brume.story;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/// How long everything took, and what went wrong.
final class LoadFigures {

    private final Map<String, Queue<Double>> millis = new ConcurrentHashMap<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    void took(String what, double milliseconds) {
        millis.computeIfAbsent(what, key -> new ConcurrentLinkedQueue<>()).add(milliseconds);
    }

    void failed(String what, Exception failure) {
        errors.add(what + ": " + failure);
    }

    int count() {
        return millis.values().stream().mapToInt(Queue::size).sum();
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    /// The rows of a table: count, median, 95th and 99th percentile and the longest, in milliseconds.
    List<String> rows() {
        return millis.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// All whose name passes, together.
    String row(String name, Predicate<String> which) {
        Queue<Double> all = new ConcurrentLinkedQueue<>();
        millis.forEach((what, values) -> {
            if (which.test(what)) {
                all.addAll(values);
            }
        });
        return row(name, all);
    }

    private static String row(String name, Queue<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return "| %s | %,d | %,.0f | %,.0f | %,.0f | %,.0f |"
                .formatted(name, sorted.length, at(sorted, .5), at(sorted, .95), at(sorted, .99), at(sorted, 1));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
