package brume.cloud.guest.image;

import brume.cloud.guest.GuestPart;
import brume.cloud.guest.fs.Tree;
import brume.cloud.guest.init.CloudInit;
import brume.cloud.guest.net.NetworkPart;
import brume.cloud.guest.pkg.PackagePart;
import brume.cloud.guest.program.CorePrograms;
import brume.cloud.guest.program.Programs;
import brume.cloud.guest.program.scp.RemoteAccess;
import brume.cloud.guest.program.system.Swap;
import brume.cloud.guest.service.systemd.ServicePart;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The base images, each built once and shared by every guest that runs it.
public final class Images {

    /// What the simulated Linux is made of, in the order in which its parts boot. A new part is one line here.
    public static final List<GuestPart> PARTS = List.of(
            new SystemFiles(),
            new CorePrograms(),
            new Swap(),
            new RemoteAccess(),
            new PackagePart(),
            new NetworkPart(),
            new ServicePart(),
            new CloudInit());

    private static final Map<OperatingSystem, Image> BUILT = new EnumMap<>(OperatingSystem.class);

    /// @param programs known on the image, installed or not
    public record Image(Tree tree, Programs programs) {}

    private Images() {}

    public static synchronized Image of(OperatingSystem os) {
        return BUILT.computeIfAbsent(os, Images::build);
    }

    private static Image build(OperatingSystem os) {
        TreeImageBuilder builder = new TreeImageBuilder(os);
        PARTS.forEach(part -> part.furnish(builder));
        return builder.build();
    }
}
