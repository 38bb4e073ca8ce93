package brume.app;

import brume.app.payara.NoRecycling;
import brume.portal.frame.DoorPlates;
import brume.portal.frame.Portal;
import brume.school.ProviderSignIn;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Starts Brume when the portal's server starts, stops it with it, and tells the launcher how it went.
@WebListener
public final class PortalListener implements ServletContextListener {

    private static final Logger LOG = System.getLogger(PortalListener.class.getName());

    private static volatile @Nullable Brume running;

    /// The Brume of this process, once it has started.
    static Optional<Brume> running() {
        return Optional.ofNullable(running);
    }

    /// Lets somebody in whom the identity provider vouches for.
    public static ProviderSignIn.Outcome welcome(ProviderSignIn.Claims claims) {
        Brume brume = running().orElseThrow();
        ProviderSignIn.Outcome outcome = brume.school().providerSignIn().with(claims);
        if (outcome instanceof ProviderSignIn.Outcome.Welcome welcome) {
            DemoClass.seat(brume.school(), brume.labs(), welcome.person());
        }
        return outcome;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        NoRecycling.begin();
        Optional<Path> status = Optional.empty();
        try {
            Settings settings = Settings.ofProcess();
            status = settings.status();
            Brume brume = Brume.start(settings);
            OperatorServlet.token(settings);
            running = brume;
            // The container does not always come to undeploy when the process is told to end.
            Runtime.getRuntime().addShutdownHook(new Thread(brume::close, "brume-stop"));
            ServletContext context = event.getServletContext();
            context.setAttribute(Portal.class.getName(), PortalParts.of(brume, Brume.CLOCK));
            context.setAttribute(DoorPlates.class.getName(), brume.plates());
            tell(status, "ready");
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.ERROR, "Brume does not start", failure);
            tell(status, "failed: " + String.valueOf(failure.getMessage()).replace('\n', ' '));
            throw new IllegalStateException("Brume does not start", failure);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        running().ifPresent(Brume::close);
        running = null;
    }

    private static void tell(Optional<Path> status, String word) {
        status.ifPresent(file -> {
            try {
                Files.writeString(file, word + "\n");
            } catch (IOException unheard) {
                LOG.log(Level.WARNING, "Nobody can be told that Brume is " + word + ": " + unheard.getMessage());
            }
        });
    }
}
