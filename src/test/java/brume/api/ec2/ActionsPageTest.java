package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/aws-actions.md` is written by this test: run it with `-Dbrume.docs.write=true` after a change.
class ActionsPageTest {

    private static final Path PAGE = Path.of("docs/aws-actions.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String MARK = "Differs from AWS:";
    private static final String DIFFERENCES = "## Where it differs from AWS";

    private static final Map<String, Filters<?>> FILTERS = Map.ofEntries(
            Map.entry("DescribeAddresses", AddressActions.ADDRESSES.filters()),
            Map.entry("DescribeAvailabilityZones", RegionActions.ZONE_FILTERS),
            Map.entry("DescribeDhcpOptions", VpcActions.DHCP_OPTIONS.filters()),
            Map.entry("DescribeCapacityReservations", Absences.CAPACITY_RESERVATIONS.filters()),
            Map.entry("DescribeHosts", Absences.HOSTS.filters()),
            Map.entry("DescribeIamInstanceProfileAssociations", Absences.INSTANCE_PROFILES.filters()),
            Map.entry("DescribeLaunchTemplateVersions", Absences.LAUNCH_TEMPLATE_VERSIONS.filters()),
            Map.entry("DescribeLaunchTemplates", Absences.LAUNCH_TEMPLATES.filters()),
            Map.entry("DescribePlacementGroups", Absences.PLACEMENT_GROUPS.filters()),
            Map.entry("DescribePublicIpv4Pools", Absences.POOLS.filters()),
            Map.entry("DescribeReservedInstances", Absences.RESERVED_INSTANCES.filters()),
            Map.entry("DescribeSecurityGroupVpcAssociations", Absences.SECURITY_GROUP_ASSOCIATIONS.filters()),
            Map.entry("DescribeSnapshots", Absences.SNAPSHOTS.filters()),
            Map.entry("DescribeSpotInstanceRequests", Absences.SPOT_REQUESTS.filters()),
            Map.entry("DescribeVolumesModifications", Absences.VOLUME_MODIFICATIONS.filters()),
            Map.entry("DescribeImages", ImageActions.FILTERS),
            Map.entry("DescribeInstanceCreditSpecifications", InstanceModeActions.CREDITS.filters()),
            Map.entry("DescribeInstanceStatus", InstanceActions.STATUSES.filters()),
            Map.entry("DescribeInstanceTypeOfferings", InstanceTypeActions.OFFERING_FILTERS),
            Map.entry("DescribeInstanceTypes", InstanceTypeView.FILTERS),
            Map.entry("DescribeInstances", InstanceActions.INSTANCES.filters()),
            Map.entry("DescribeInternetGateways", VpcActions.GATEWAYS.filters()),
            Map.entry("DescribeKeyPairs", KeyPairActions.FILTERS),
            Map.entry("DescribeNetworkAcls", RoutingActions.NETWORK_ACLS.filters()),
            Map.entry("DescribeNetworkInterfaces", InterfaceView.LISTING.filters()),
            Map.entry("DescribeManagedPrefixLists", PrefixListActions.MANAGED_FILTERS),
            Map.entry("DescribePrefixLists", PrefixListActions.FILTERS),
            Map.entry("DescribeRegions", RegionActions.REGION_FILTERS),
            Map.entry("DescribeRouteTables", RoutingActions.ROUTE_TABLES.filters()),
            Map.entry("DescribeSecurityGroupRules", SecurityGroupRuleActions.RULES.filters()),
            Map.entry("DescribeSecurityGroups", SecurityGroupActions.GROUPS.filters()),
            Map.entry("DescribeSubnets", VpcActions.SUBNETS.filters()),
            Map.entry("DescribeTags", TagActions.FILTERS),
            Map.entry("DescribeVolumeStatus", VolumeActions.STATUSES.filters()),
            Map.entry("DescribeVolumes", VolumeActions.VOLUMES.filters()),
            Map.entry("DescribeVpcs", VpcActions.VPCS.filters()),
            Map.entry("GetSecurityGroupsForVpc", GroupUseActions.GROUPS.filters()));

    @Test
    void thePageNamesEveryActionAndFilter() throws IOException {
        String page = page();
        if (Boolean.getBoolean("brume.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE).split(DIFFERENCES)[0])
                .as("run this test with -Dbrume.docs.write=true")
                .isEqualTo(page.split(DIFFERENCES)[0]);
    }

    @Test
    void thePageAdmitsEveryDifferenceOfTheApi() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(differences(SOURCES.resolve("brume/api")).values())
                .allSatisfy(sentences -> assertThat(page).contains(sentences));
    }

    @Test
    void everyFilterBelongsToAnActionThatIsAnswered() {
        assertThat(new Ec2Service().actions()).containsAll(FILTERS.keySet());
    }

    private static String page() {
        SortedSet<String> actions = new Ec2Service().actions();
        StringBuilder text = new StringBuilder("""
                # What the AWS endpoint answers

                Written by `ActionsPageTest` from the tables in the code. Any other EC2 action is refused as the provider refuses an
                unknown one (`InvalidAction`), any other parameter with `UnknownParameter`, any other filter with
                `InvalidParameterValue`.

                ## EC2, version 2016-11-15

                """);
        text.append(actions.size()).append(" actions.\n\n");
        actions.forEach(action -> text.append("- `").append(action).append("`\n"));
        text.append("\n### Filters\n\nNames are joined by and, values by or; `*` and `?` are wildcards.\n");
        new TreeMap<>(FILTERS).forEach((action, filters) -> {
            text.append("\n**").append(action).append("**: ");
            text.append(String.join(
                    ", ", filters.names().stream().map(name -> "`" + name + "`").toList()));
            text.append('\n');
        });
        text.append("""

                ## STS, version 2011-06-15

                - `GetAccessKeyInfo`
                - `GetCallerIdentity`

                ## Systems Manager

                The public parameters that name machine images: `GetParameter`, `GetParameters`, `GetParametersByPath`.

                ## EC2 Instance Connect

                `SendSSHPublicKey`: for 60 seconds the key opens the jump, and on Amazon Linux and Ubuntu the machine.

                """);
        text.append(DIFFERENCES).append("\n\n");
        differences(SOURCES)
                .forEach((file, sentences) -> sentences.forEach(sentence -> text.append("- ")
                        .append(sentence)
                        .append(" (`")
                        .append(file)
                        .append("`)\n")));
        return text.toString();
    }

    /// What the comments in the source tree admit, by file.
    private static SortedMap<String, List<String>> differences(Path root) {
        SortedMap<String, List<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                List<String> sentences = sentences(file);
                if (!sentences.isEmpty()) {
                    found.put(file.getFileName().toString().replace(".java", ""), sentences);
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static List<String> sentences(Path file) {
        List<String> sentences = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (int i = 0; i < lines.size(); i++) {
            int at = lines.get(i).indexOf(MARK);
            if (at < 0 || !comment(lines.get(i))) {
                continue;
            }
            StringBuilder sentence =
                    new StringBuilder(lines.get(i).substring(at + MARK.length()).strip());
            for (int next = i + 1;
                    next < lines.size() && !words(lines.get(next)).isEmpty();
                    next++) {
                if (words(lines.get(next)).startsWith("@")) {
                    break;
                }
                sentence.append(' ').append(words(lines.get(next)));
            }
            sentences.add(sentence.toString());
        }
        return sentences;
    }

    private static boolean comment(String line) {
        return line.strip().startsWith("//");
    }

    private static String words(String line) {
        return comment(line) ? line.strip().replaceFirst("^/+", "").strip() : "";
    }
}
