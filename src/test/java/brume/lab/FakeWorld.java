package brume.lab;

import brume.lab.check.Fields;
import brume.lab.check.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A world of plain maps, for tests.
final class FakeWorld implements World {

    final Map<String, List<Map<String, Object>>> things = new HashMap<>();
    final Map<String, String> pages = new HashMap<>();
    final Set<String> ran = new HashSet<>();
    int probes;

    FakeWorld instance(String name, String state, String type) {
        things.computeIfAbsent("instances", key -> new ArrayList<>())
                .add(Fields.of("instanceId", "i-1")
                        .and("state", state)
                        .and("type", type)
                        .and("publicIp", "15.188.0.1")
                        .and("groupIds", List.of("sg-1"))
                        .and("tags", Fields.tags(name.isEmpty() ? Map.of() : Map.of("Name", name)))
                        .map());
        return this;
    }

    @Override
    public List<Map<String, Object>> things(String list) {
        return things.getOrDefault(list, List.of());
    }

    @Override
    public String region() {
        return "eu-west-3";
    }

    @Override
    public boolean ran(String action) {
        return ran.contains(action);
    }

    @Override
    public Map<String, Object> http(String url) {
        probes++;
        String page = pages.get(url);
        return page == null
                ? Fields.of("status", 0)
                        .and("body", "")
                        .and("outcome", "timed out")
                        .map()
                : Fields.of("status", 200)
                        .and("body", page)
                        .and("outcome", "answered")
                        .map();
    }

    @Override
    public Map<String, Object> tcp(String address, long port) {
        probes++;
        throw new IllegalStateException("the cable is cut");
    }

    @Override
    public Map<String, Object> reachable(String fromInstanceId, String address, long port) {
        return Fields.of("open", true).and("outcome", "open").map();
    }

    @Override
    public Map<String, Object> file(String instanceId, String path) {
        return Fields.of("exists", false)
                .and("text", "")
                .and("owner", "")
                .and("mode", "")
                .map();
    }

    @Override
    public String unit(String instanceId, String unit) {
        return "absent";
    }
}
