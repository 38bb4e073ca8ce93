package brume.cloud.guest.image;

import brume.cloud.guest.fs.Content;
import brume.cloud.guest.fs.FileKind;
import brume.cloud.guest.fs.TreeBuilder;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.Programs;
import java.time.Instant;

/// Collects an image's files and programs.
final class TreeImageBuilder implements ImageBuilder {

    private static final Instant MADE = Instant.parse("2025-10-06T21:14:09Z");

    private final OperatingSystem os;
    private final TreeBuilder files = new TreeBuilder(MADE);
    private final Programs programs = new Programs();

    TreeImageBuilder(OperatingSystem os) {
        this.os = os;
    }

    Images.Image build() {
        return new Images.Image(files.build(), programs);
    }

    @Override
    public OperatingSystem os() {
        return os;
    }

    @Override
    public void directory(String path, int mode) {
        files.put(path, FileKind.DIRECTORY, mode, "", Content.EMPTY);
    }

    @Override
    public void file(String path, int mode, String content) {
        files.put(path, FileKind.FILE, mode, "", Content.of(content));
    }

    @Override
    public void owner(String path, int uid, int gid) {
        files.own(path, uid, gid);
    }

    @Override
    public void symlink(String path, String target) {
        files.put(path, FileKind.SYMLINK, 0777, target, Content.EMPTY);
    }

    @Override
    public void device(String path, FileKind kind, int mode, String device) {
        files.put(path, kind, mode, device, Content.EMPTY);
    }

    @Override
    public void generated(String path, String generator) {
        files.put(path, FileKind.FILE, 0444, generator, Content.EMPTY);
    }

    @Override
    public void program(String name, Program program) {
        programs.add(name, program);
    }

    @Override
    public void executable(String path, String name) {
        files.put(path, FileKind.FILE, 0755, "", Content.of(Programs.executable(name)));
    }

    @Override
    public void mode(String path, int mode) {
        files.mode(path, mode);
    }
}
