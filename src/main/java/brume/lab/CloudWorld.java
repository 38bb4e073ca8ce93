package brume.lab;

import brume.cloud.AwsRegion;
import brume.cloud.Cloud;
import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.Inode;
import brume.lab.check.Fields;
import brume.lab.check.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A student's cloud as checks see it.
final class CloudWorld implements World {

    /// A probe need not suffer a time-out as long as a person does.
    static final Duration PATIENCE = Duration.ofMillis(50);
    private static final int LONGEST_FILE = 64 * 1024;
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9@._-]{1,80}");

    private final Cloud cloud;
    private final AwsRegion region;
    private final Trail trail;
    private final Picture picture;

    CloudWorld(Cloud cloud, String region, Trail trail) {
        this.cloud = cloud;
        this.region = cloud.aws(region);
        this.trail = trail;
        trail.catchUp(cloud.sandbox());
        this.picture = new Picture(
                this.region, cloud.sandbox().state(), cloud.sandbox().now(), trail);
    }

    @Override
    public List<Map<String, Object>> things(String list) {
        return picture.things(list);
    }

    @Override
    public String region() {
        return region.name();
    }

    @Override
    public boolean ran(String action) {
        return trail.ran(action);
    }

    @Override
    public Map<String, Object> http(String url) {
        return new HttpProbe(cloud.internet(), PATIENCE).get(url);
    }

    @Override
    public Map<String, Object> tcp(String address, long port) {
        return new HttpProbe(cloud.internet(), PATIENCE).tcp(address, port);
    }

    @Override
    public Map<String, Object> reachable(String fromInstanceId, String address, long port) {
        Optional<Guest> from = guest(fromInstanceId);
        return from.isPresent()
                ? new HttpProbe(from.get().world().network(), PATIENCE).tcp(address, port)
                : Fields.of("open", false).and("outcome", "not running").map();
    }

    @Override
    public Map<String, Object> file(String instanceId, String path) {
        try {
            Optional<Guest> guest = guest(instanceId);
            if (guest.isPresent()) {
                Files files = guest.get().files().asRoot();
                Optional<Inode> inode = files.find(path).filter(Inode::isFile);
                if (inode.isPresent()) {
                    return file(files, path, inode.get());
                }
            }
        } catch (IOException gone) {
            // between finding and reading: as good as not there
        }
        return Fields.of("exists", false)
                .and("text", "")
                .and("owner", "")
                .and("mode", "")
                .map();
    }

    private static Map<String, Object> file(Files files, String path, Inode inode) throws IOException {
        try (InputStream in = files.open(path)) {
            return Fields.of("exists", true)
                    .and("text", new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8))
                    .and("owner", Integer.toString(inode.uid()))
                    .and("mode", Integer.toOctalString(inode.mode()))
                    .map();
        }
    }

    @Override
    public String unit(String instanceId, String unit) {
        if (!UNIT.matcher(unit).matches()) {
            throw new IllegalArgumentException("Not a unit: " + unit);
        }
        return guest(instanceId).map(guest -> unit(guest, unit)).orElse("unknown");
    }

    /// Asks the guest's own systemctl, as root and with a clean path, so that nothing of the student's answers instead.
    private static String unit(Guest guest, String unit) {
        Optional<Login> root = guest.login("root");
        if (root.isEmpty()) {
            return "unknown";
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Stdio io = new Stdio(InputStream.nullInputStream(), out, OutputStream.nullOutputStream());
        guest.exec(root.get(), "/usr/bin/systemctl show -p LoadState -p ActiveState " + unit, io);
        String said = out.toString(StandardCharsets.UTF_8);
        if (said.contains("LoadState=not-found")) {
            return "absent";
        }
        return said.lines()
                .filter(line -> line.startsWith("ActiveState="))
                .map(line -> line.substring("ActiveState=".length()))
                .findFirst()
                .orElse("unknown");
    }

    private Optional<Guest> guest(String instanceId) {
        return cloud.guests().of(instanceId);
    }
}
