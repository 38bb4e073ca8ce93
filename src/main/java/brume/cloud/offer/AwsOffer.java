package brume.cloud.offer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What AWS sells: regions, zones and machine types. Two tables of tab-separated text, read once.
public final class AwsOffer {

    /// Where a sandbox begins.
    public static final String HOME_REGION = "eu-west-3";

    static final List<String> PRICED_REGIONS =
            List.of("eu-west-3", "eu-west-1", "eu-central-1", "us-east-1", "us-west-2");

    /// Regions opened before March 2019 are enabled for every account.
    private static final Set<String> ALWAYS_ENABLED = Set.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "sa-east-1");

    private static final SortedMap<String, Region> REGIONS = readRegions();
    private static final SortedMap<String, InstanceType> TYPES = readTypes();

    private AwsOffer() {}

    /// All regions, ordered by name.
    public static Collection<Region> regions() {
        return REGIONS.values();
    }

    public static Optional<Region> region(String name) {
        return Optional.ofNullable(REGIONS.get(name));
    }

    /// All machine types, ordered by name.
    public static Collection<InstanceType> instanceTypes() {
        return TYPES.values();
    }

    public static Optional<InstanceType> instanceType(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    private static SortedMap<String, Region> readRegions() {
        SortedMap<String, Region> regions = new TreeMap<>();
        for (String[] cell : rows("aws-regions.tsv")) {
            String[] names = cell[2].split(",");
            String[] ids = cell[3].split(",");
            List<Zone> zones = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
                zones.add(new Zone(names[i], ids[i], cell[0], cell[0] + "-zg-1"));
            }
            regions.put(cell[0], new Region(cell[0], cell[1], zones, !ALWAYS_ENABLED.contains(cell[0])));
        }
        return regions;
    }

    private static SortedMap<String, InstanceType> readTypes() {
        SortedMap<String, InstanceType> types = new TreeMap<>();
        for (String[] cell : rows("aws-instance-types.tsv")) {
            Map<String, BigDecimal> prices = new HashMap<>();
            for (int i = 0; i < PRICED_REGIONS.size(); i++) {
                String price = cell[17 + i];
                if (!price.equals("-")) {
                    prices.put(PRICED_REGIONS.get(i), new BigDecimal(price));
                }
            }
            types.put(
                    cell[0],
                    new InstanceType(
                            cell[0],
                            Integer.parseInt(cell[1]),
                            Integer.parseInt(cell[2]),
                            Architecture.of(cell[3]),
                            Integer.parseInt(cell[4]),
                            cell[5],
                            Double.parseDouble(cell[6]),
                            Double.parseDouble(cell[7]),
                            cell[8].equals("yes"),
                            cell[9].equals("yes"),
                            Integer.parseInt(cell[10]),
                            Integer.parseInt(cell[11]),
                            Integer.parseInt(cell[12]),
                            ebs(list(cell[13])),
                            Double.parseDouble(cell[14]),
                            list(cell[15]),
                            list(cell[16]),
                            prices));
        }
        return types;
    }

    private static Optional<EbsSpeed> ebs(List<String> figures) {
        List<Integer> speeds = figures.stream().map(Integer::valueOf).toList();
        return speeds.isEmpty()
                ? Optional.empty()
                : Optional.of(new EbsSpeed(speeds.get(0), speeds.get(1), speeds.get(2), speeds.get(3)));
    }

    private static List<String> list(String cell) {
        return cell.equals("-") ? List.of() : List.of(cell.split(","));
    }

    private static List<String[]> rows(String table) {
        InputStream bytes = Objects.requireNonNull(AwsOffer.class.getResourceAsStream("/brume/offer/" + table), table);
        try (BufferedReader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
