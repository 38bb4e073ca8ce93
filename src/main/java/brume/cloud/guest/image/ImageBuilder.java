package brume.cloud.guest.image;

import brume.cloud.guest.fs.FileKind;
import brume.cloud.guest.program.Program;

/// Furnishes a base image before any guest starts from it. Paths are absolute; missing directories are made.
public interface ImageBuilder {

    OperatingSystem os();

    /// A directory of root's.
    void directory(String path, int mode);

    /// A file of root's.
    void file(String path, int mode, String content);

    void owner(String path, int uid, int gid);

    void mode(String path, int mode);

    void device(String path, FileKind kind, int mode, String device);

    void symlink(String path, String target);

    /// A file whose bytes are made when it is read; [brume.cloud.guest.fs.FileSystem#generate] gives it its maker.
    void generated(String path, String generator);

    /// Makes a program known by its name, without a file for it: a package may install one later
    /// ([brume.cloud.guest.program.Programs#executable]).
    void program(String name, Program program);

    /// Makes a program known and puts it into the image as an executable file.
    default void program(String path, String name, Program program) {
        program(name, program);
        executable(path, name);
    }

    /// An executable file for a known program.
    void executable(String path, String name);
}
