package brume.app;

import brume.cloud.Clouds;
import brume.lab.Attempts;
import brume.lab.Labs;
import brume.school.AccessKeys;
import brume.school.Courses;
import brume.school.People;
import brume.school.SandboxDesk;
import brume.school.Sandboxes;
import brume.school.SignIn;
import brume.school.SshKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/// What the portal's views may inject.
@ApplicationScoped
public class PortalBeans {

    private static Brume brume() {
        return PortalListener.running().orElseThrow(() -> new IllegalStateException("Brume has not started"));
    }

    @Produces
    People people() {
        return brume().school().people();
    }

    @Produces
    Courses courses() {
        return brume().school().courses();
    }

    @Produces
    Sandboxes sandboxes() {
        return brume().school().sandboxes();
    }

    @Produces
    AccessKeys accessKeys() {
        return brume().school().accessKeys();
    }

    @Produces
    SshKeys sshKeys() {
        return brume().school().sshKeys();
    }

    @Produces
    Attempts attempts() {
        return brume().school().attempts();
    }

    @Produces
    Clouds clouds() {
        return brume().clouds();
    }

    @Produces
    SandboxDesk sandboxDesk() {
        return brume().desk();
    }

    @Produces
    Labs labs() {
        return brume().labs();
    }

    @Produces
    SignIn signIn() {
        return brume().school().signIn();
    }
}
