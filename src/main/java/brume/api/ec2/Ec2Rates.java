package brume.api.ec2;

import brume.api.aws.Charge;
import brume.api.aws.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// How often an account may call EC2 in a region: the tables of "Request throttling for the Amazon EC2 API",
/// <https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html>. Every action has a bucket of its own,
/// whose size depends on its category; four actions pay besides for every instance that they are about.
///
/// Differs from AWS: the limits are multiplied by the setting `api.rate`, so that a class does not meet them by
/// accident.
final class Ec2Rates {

    private static final Rate NON_MUTATING = new Rate(100, 20);
    private static final Rate UNFILTERED = new Rate(50, 10);
    private static final Rate MUTATING = new Rate(50, 5);

    private static final Set<String> WITHOUT_FILTER = Set.of(
            "DescribeInstances",
            "DescribeInstanceStatus",
            "DescribeNetworkInterfaces",
            "DescribeSecurityGroups",
            "DescribeSnapshots",
            "DescribeSpotInstanceRequests",
            "DescribeVolumes");

    /// "Uncategorized actions", those that there are here.
    private static final Map<String, Rate> OWN = Map.ofEntries(
            Map.entry("CreateNetworkInterface", new Rate(100, 5)),
            Map.entry("CreateTags", new Rate(100, 10)),
            Map.entry("CreateVolume", new Rate(100, 5)),
            Map.entry("DeleteNetworkInterface", new Rate(100, 5)),
            Map.entry("DeleteTags", new Rate(100, 10)),
            Map.entry("DeleteVolume", new Rate(100, 5)),
            Map.entry("DescribeSecurityGroupReferences", new Rate(20, 5)),
            Map.entry("DescribeStaleSecurityGroups", new Rate(20, 5)),
            Map.entry("ModifyInstanceMetadataDefaults", new Rate(2, 2)),
            Map.entry("ModifyInstanceMetadataOptions", new Rate(100, 5)),
            Map.entry("ModifyNetworkInterfaceAttribute", new Rate(100, 5)),
            Map.entry("RunInstances", new Rate(5, 2)),
            Map.entry("StartInstances", new Rate(5, 2)),
            Map.entry("TerminateInstances", new Rate(100, 5)));

    private static final Map<String, Rate> PER_INSTANCE = Map.of(
            "RunInstances", new Rate(1000, 2),
            "TerminateInstances", new Rate(1000, 20),
            "StartInstances", new Rate(1000, 2),
            "StopInstances", new Rate(1000, 20));

    private static final Pattern INSTANCE = Pattern.compile("InstanceId\\.\\d+");

    private Ec2Rates() {}

    static List<Charge> charges(String action, Map<String, String> parameters) {
        List<Charge> charges = new ArrayList<>(2);
        boolean unfiltered =
                WITHOUT_FILTER.contains(action) && parameters.keySet().stream().noneMatch(Ec2Rates::narrows);
        charges.add(Charge.request(unfiltered ? action + " unfiltered" : action, rate(action, unfiltered)));
        Rate perInstance = PER_INSTANCE.get(action);
        if (perInstance != null) {
            charges.add(new Charge(action + " instances", perInstance, instances(action, parameters)));
        }
        return charges;
    }

    private static boolean narrows(String parameter) {
        return parameter.startsWith("Filter.") || parameter.equals("MaxResults") || parameter.equals("NextToken");
    }

    private static Rate rate(String action, boolean unfiltered) {
        Rate own = OWN.get(action);
        if (own != null) {
            return own;
        }
        return unfiltered ? UNFILTERED : isReading(action) ? NON_MUTATING : MUTATING;
    }

    private static boolean isReading(String action) {
        return action.startsWith("Describe")
                || action.startsWith("Get")
                || action.startsWith("List")
                || action.startsWith("Search");
    }

    private static double instances(String action, Map<String, String> parameters) {
        if (!action.equals("RunInstances")) {
            return parameters.keySet().stream()
                    .filter(name -> INSTANCE.matcher(name).matches())
                    .count();
        }
        String most = parameters.getOrDefault("MaxCount", "1");
        return most.matches("\\d{1,6}") ? Integer.parseInt(most) : 1;
    }
}
