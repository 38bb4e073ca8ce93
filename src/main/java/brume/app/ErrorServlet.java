package brume.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// What is said where no page can be shown, such as a file that is not there: one line in both languages, instead of
/// the container's page with its name. After a failure the browser asks again by itself.
@WebServlet("/error")
public final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isAsked = request.getDispatcherType() != DispatcherType.ERROR;
        int status = !isAsked && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpServletResponse.SC_NOT_FOUND;
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        if (status >= 500 && request.getMethod().equals("GET")) {
            // A browser tries again by itself: the container fails now and then when a page was left while its
            // websocket opened, and the next request is well.
            response.setHeader("Refresh", "3");
        }
        response.getWriter()
                .println(
                        status >= 500
                                ? status + ": Brume failed here; try again in a moment."
                                        + " / Brume a échoué ici ; réessayez dans un instant."
                                : status + ": there is nothing here. / Il n’y a rien ici.");
    }
}
