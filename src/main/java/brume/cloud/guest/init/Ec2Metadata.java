package brume.cloud.guest.init;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `ec2-metadata`: the metadata service in words.
final class Ec2Metadata implements Program {

    private static final Map<String, String> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put("-a --ami-id", "ami-id");
        PATHS.put("-l --ami-launch-index", "ami-launch-index");
        PATHS.put("-m --ami-manifest-path", "ami-manifest-path");
        PATHS.put("-i --instance-id", "instance-id");
        PATHS.put("-t --instance-type", "instance-type");
        PATHS.put("-h --local-hostname", "local-hostname");
        PATHS.put("-o --local-ipv4", "local-ipv4");
        PATHS.put("-z --availability-zone", "placement/availability-zone");
        PATHS.put("-R --region", "placement/region");
        PATHS.put("-p --public-hostname", "public-hostname");
        PATHS.put("-v --public-ipv4", "public-ipv4");
        PATHS.put("-r --reservation-id", "reservation-id");
        PATHS.put("-s --security-groups", "security-groups");
    }

    @Override
    public int run(Process process) throws IOException {
        MetadataTree tree = new MetadataTree(process.guest().world().facts());
        boolean all = process.args().isEmpty() || process.args().contains("--all");
        boolean any = false;
        for (Map.Entry<String, String> entry : PATHS.entrySet()) {
            String[] options = entry.getKey().split(" ");
            if (all || process.args().contains(options[0]) || process.args().contains(options[1])) {
                any = true;
                Optional<byte[]> value = tree.at("/latest/meta-data/" + entry.getValue());
                process.println(options[1].substring(2) + ": "
                        + value.map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                .orElse("not available"));
            }
        }
        return any ? 0 : process.fail("unknown option");
    }
}
