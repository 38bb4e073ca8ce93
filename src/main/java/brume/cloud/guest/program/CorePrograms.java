package brume.cloud.guest.program;

import brume.cloud.guest.GuestPart;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.image.OperatingSystem.Family;
import brume.cloud.guest.program.text.Echo;
import brume.cloud.guest.program.text.Printf;
import brume.cloud.guest.program.text.TestProgram;
import brume.cloud.guest.shell.Bash;

/// The commands that every image has.
public final class CorePrograms implements GuestPart {

    @Override
    public void furnish(ImageBuilder image) {
        boolean debian = image.os().family() == Family.DEBIAN;
        image.program("/usr/bin/bash", "bash", new Bash(false));
        if (debian) {
            image.program("/usr/bin/dash", "dash", new Bash(true));
        }
        image.symlink("/usr/bin/sh", debian ? "dash" : "bash");
        bin(image, "echo", new Echo());
        bin(image, "printf", new Printf());
        bin(image, "test", new TestProgram());
        bin(image, "[", new TestProgram());
    }

    private static void bin(ImageBuilder image, String name, Program program) {
        image.program("/usr/bin/" + name, name, program);
    }
}
