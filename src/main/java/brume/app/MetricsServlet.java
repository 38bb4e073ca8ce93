package brume.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/// `GET /metrics`: what Prometheus fetches, with the operator's token as bearer.
@WebServlet("/metrics")
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Brume> brume = PortalListener.running();
        if (brume.isEmpty()) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Brume is still starting.");
        } else if (!OperatorServlet.isOperator(request, brume.get().settings())) {
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, OperatorServlet.NOT_OPERATOR);
        } else {
            response.setContentType(Metrics.MEDIA_TYPE);
            brume.get().metrics().write(response.getOutputStream());
        }
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(why);
    }
}
