package brume.cloud.compute;

import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.offer.Architecture;
import brume.cloud.offer.Region;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The images that every account sees. Their ids follow from region and name, so that they are the same after every
/// restart.
///
/// Differs from AWS: two builds of three systems, not tens of thousands of images.
final class PublicImages {

    static final String AMAZON = "137112412989";
    static final String CANONICAL = "099720109477";
    static final String DEBIAN = "136693071363";

    private static final int SIZE_GIB = 8;
    private static final Map<String, Catalogue> CATALOGUES = new ConcurrentHashMap<>();

    private PublicImages() {}

    private record Catalogue(Map<String, Image> images, List<PublicParameter> parameters) {}

    /// One build of a system for both architectures.
    private record Build(OperatingSystem os, String version, String date, boolean newest) {
        Instant at() {
            return Instant.parse(
                    date.substring(0, 4) + "-" + date.substring(4, 6) + "-" + date.substring(6, 8) + "T04:26:37Z");
        }
    }

    private static final List<Build> BUILDS = List.of(
            new Build(OperatingSystem.AMAZON_LINUX_2023, "2023.11.20261026.0", "20261026", false),
            new Build(OperatingSystem.AMAZON_LINUX_2023, "2023.12.20261109.1", "20261109", true),
            new Build(OperatingSystem.UBUNTU_24_04, "20261008", "20261008", false),
            new Build(OperatingSystem.UBUNTU_24_04, "20261105", "20261105", true),
            new Build(OperatingSystem.DEBIAN_12, "20261006-2261", "20261006", false),
            new Build(OperatingSystem.DEBIAN_12, "20261103-2289", "20261103", true));

    static List<Image> of(Region region) {
        return List.copyOf(catalogue(region).images().values());
    }

    static Optional<Image> find(Region region, String id) {
        return Optional.ofNullable(catalogue(region).images().get(id));
    }

    static List<PublicParameter> parameters(Region region) {
        return catalogue(region).parameters();
    }

    private static Catalogue catalogue(Region region) {
        return CATALOGUES.computeIfAbsent(region.name(), PublicImages::made);
    }

    private static Catalogue made(String region) {
        Map<String, Image> images = new LinkedHashMap<>();
        List<PublicParameter> parameters = new ArrayList<>();
        for (Build build : BUILDS) {
            for (Architecture architecture : Architecture.values()) {
                Image image = image(region, build, architecture);
                images.put(image.id(), image);
                if (build.newest()) {
                    names(build.os(), architecture)
                            .forEach(name -> parameters.add(
                                    new PublicParameter(name, image.id(), "aws:ec2:image", 1, image.createdAt())));
                }
            }
        }
        parameters.sort(Comparator.comparing(PublicParameter::name));
        return new Catalogue(images, List.copyOf(parameters));
    }

    private static Image image(String region, Build build, Architecture architecture) {
        boolean arm = architecture == Architecture.ARM64;
        String debianArch = arm ? "arm64" : "amd64";
        String version = build.version();
        String name = switch (build.os()) {
            case AMAZON_LINUX_2023 -> "al2023-ami-" + version + "-kernel-6.1-" + architecture;
            case UBUNTU_24_04 -> "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-" + debianArch + "-server-" + version;
            case DEBIAN_12 -> "debian-12-" + debianArch + "-" + version;
        };
        String description = switch (build.os()) {
            case AMAZON_LINUX_2023 -> "Amazon Linux 2023 AMI " + version + " " + architecture + " HVM kernel-6.1";
            case UBUNTU_24_04 -> "Canonical, Ubuntu, 24.04, " + debianArch + " noble image";
            case DEBIAN_12 -> "Debian 12 (" + version + ")";
        };
        boolean amazon = build.os() == OperatingSystem.AMAZON_LINUX_2023;
        return new Image(
                "ami-" + digits(region, name),
                region,
                name,
                description,
                owner(build.os()),
                amazon ? "amazon" : "",
                build.os(),
                architecture,
                build.os() == OperatingSystem.UBUNTU_24_04 ? "/dev/sda1" : "/dev/xvda",
                "snap-" + digits(region, "snapshot of " + name),
                SIZE_GIB,
                "gp3",
                arm ? "uefi" : "uefi-preferred",
                build.os() != OperatingSystem.DEBIAN_12,
                build.at(),
                build.at().plus(Duration.ofDays(amazon ? 90 : 730)));
    }

    private static String owner(OperatingSystem os) {
        return switch (os) {
            case AMAZON_LINUX_2023 -> AMAZON;
            case UBUNTU_24_04 -> CANONICAL;
            case DEBIAN_12 -> DEBIAN;
        };
    }

    private static List<String> names(OperatingSystem os, Architecture architecture) {
        String debianArch = architecture == Architecture.ARM64 ? "arm64" : "amd64";
        return switch (os) {
            case AMAZON_LINUX_2023 -> {
                String folder = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-";
                yield List.of(folder + "default-" + architecture, folder + "6.1-" + architecture);
            }
            case UBUNTU_24_04 -> {
                String end = "/stable/current/" + debianArch + "/hvm/ebs-gp3/ami-id";
                String folder = "/aws/service/canonical/ubuntu/server/";
                yield List.of(folder + "24.04" + end, folder + "noble" + end);
            }
            case DEBIAN_12 ->
                List.of(
                        "/aws/service/debian/release/12/latest/" + debianArch,
                        "/aws/service/debian/release/bookworm/latest/" + debianArch);
        };
    }

    private static String digits(String region, String name) {
        byte[] hash = Digests.of("SHA-256", (region + "/" + name).getBytes(StandardCharsets.UTF_8));
        return "0" + HexFormat.of().formatHex(hash, 0, 8);
    }
}
