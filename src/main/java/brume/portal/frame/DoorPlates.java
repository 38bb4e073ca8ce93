package brume.portal.frame;

import brume.cloud.sandbox.SandboxId;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletContext;

/// The addresses of the doors for programs, as a person's own machine reaches them, and ready configuration for them.
/// The application
/// puts one into the servlet context, under this class's name.
public interface DoorPlates {

    /// What `AWS_ENDPOINT_URL` is set to: `http://localhost:4566`.
    String endpoint();

    /// The jump host's name: `localhost`.
    String sshHost();

    int sshPort();

    /// The HTTP proxy's authority: `localhost:3128`.
    String proxy();

    /// What a client of the proxy is given, with the password that is made from a secret access key.
    String proxy(SandboxId sandbox, String secretAccessKey);

    /// A ready `ssh_config` for a sandbox and the instances that are in it now.
    String sshConfig(SandboxId sandbox);

    /// Those of the page being served.
    static DoorPlates here() {
        if (((VaadinServletContext) VaadinService.getCurrent().getContext())
                        .getContext()
                        .getAttribute(DoorPlates.class.getName())
                instanceof DoorPlates plates) {
            return plates;
        }
        throw new IllegalStateException("Brume has not started yet");
    }
}
