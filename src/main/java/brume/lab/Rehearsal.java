package brume.lab;

import brume.cloud.Cloud;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A lab judged on a cloud outside of any attempt: for proving labs.
public final class Rehearsal {

    private final Judge judge;
    private final Cloud cloud;
    private final Map<String, String> values;
    private final Trail trail;
    private final Map<String, CheckResult> results = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /// @param seed which variant
    /// @throws IllegalArgumentException when an expression does not compile
    public Rehearsal(Lab lab, Cloud cloud, long seed) {
        this.judge = new Judge(lab);
        this.cloud = cloud;
        this.values = Variants.draw(lab, seed);
        this.trail = new Trail();
    }

    /// The values of the variant.
    public Map<String, String> values() {
        return values;
    }

    /// Judges the cloud as it is now.
    ///
    /// @return by check id, in the lab's order
    public Map<String, CheckResult> judge() {
        CloudWorld world = new CloudWorld(cloud, judge.lab().region(), trail);
        Judge.Verdict verdict =
                judge.judge(world, values, results, cloud.sandbox().now());
        verdict.results().forEach(result -> results.put(result.checkId(), result));
        faults.addAll(verdict.faults());
        return Map.copyOf(results);
    }

    /// What went wrong in checks so far.
    public List<String> faults() {
        return List.copyOf(faults);
    }
}
