package brume.app;

import brume.store.StoreException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/// `GET /health`: says `ready` when everything listens and the database answers, for launchers and load balancers.
@WebServlet("/health")
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String trouble = trouble();
        response.setStatus(trouble.isEmpty() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(trouble.isEmpty() ? "ready" : trouble);
    }

    private static String trouble() {
        Optional<Brume> brume = PortalListener.running();
        if (brume.isEmpty()) {
            return "Brume is still starting.";
        }
        try {
            brume.get().school().people().tenants();
            return "";
        } catch (StoreException failure) {
            return String.valueOf(failure.getMessage());
        }
    }
}
