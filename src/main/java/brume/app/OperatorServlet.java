package brume.app;

import brume.cloud.sandbox.SandboxId;
import brume.store.Secrets;
import brume.store.StoreException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where `./brume sandbox` asks: `/operator/sandboxes`, with the token from `operator.token` in the data folder as
/// bearer. JSON for
/// whoever accepts it, else lines for people.
@WebServlet("/operator/*")
public final class OperatorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    static final String NOT_OPERATOR =
            "This needs the operator's token, the file operator.token in the data folder of this Brume.";
    private static final String TOKEN_FILE = "operator.token";

    private final transient ObjectMapper json = new ObjectMapper();

    /// The token of this Brume, made at its first start.
    static String token(Settings settings) throws IOException {
        byte[] fresh = new byte[24];
        new SecureRandom().nextBytes(fresh);
        return Secrets.privateText(
                settings.data().resolve(TOKEN_FILE), HexFormat.of().formatHex(fresh));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<Brume> brume = PortalListener.running();
        if (brume.isEmpty()) {
            answer(response, 503, "Brume is still starting.");
        } else if (!isOperator(request, brume.get().settings())) {
            answer(response, 401, NOT_OPERATOR);
        } else {
            try {
                serve(brume.get(), request, response);
            } catch (StoreException failure) {
                answer(response, 503, String.valueOf(failure.getMessage()));
            }
        }
    }

    /// Whether the request brings this Brume's token.
    static boolean isOperator(HttpServletRequest request, Settings settings) throws IOException {
        String token = token(settings);
        String given = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        return MessageDigest.isEqual(
                ("Bearer " + token).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(Brume brume, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Operator operator = brume.operator();
        List<String> path =
                List.of(Optional.ofNullable(request.getPathInfo()).orElse("/").split("/", -1));
        String what = request.getMethod() + " " + (path.size() > 1 ? path.get(1) : "");
        Optional<SandboxId> sandbox = path.size() > 2 ? sandbox(path.get(2)) : Optional.empty();
        String detail = path.size() == 4 ? path.get(3) : "";
        if (path.size() == 2) {
            switch (what) {
                case "GET welcome" -> answer(response, 200, Welcome.text(brume.settings()));
                case "POST sandboxes" -> ticket(request, response, Optional.of(operator.open()));
                case "GET sandboxes" -> tickets(request, response, operator.list());
                default -> answer(response, 404, "The operator's door does not know " + what + ".");
            }
        } else if (sandbox.isEmpty()) {
            answer(response, 404, "There is no such sandbox.");
        } else {
            switch (what + " " + detail) {
                case "GET sandboxes " -> ticket(request, response, operator.show(sandbox.get()));
                case "POST sandboxes reset" -> ticket(request, response, operator.reset(sandbox.get()));
                case "GET sandboxes ssh-config" -> found(response, operator.sshConfig(sandbox.get()));
                case "DELETE sandboxes " ->
                    found(response, operator.delete(sandbox.get()) ? Optional.of("Deleted.") : Optional.empty());
                default -> answer(response, 404, "The operator's door does not know " + what + " " + detail + ".");
            }
        }
    }

    private static Optional<SandboxId> sandbox(String text) {
        try {
            return Optional.of(SandboxId.parse(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private void ticket(HttpServletRequest request, HttpServletResponse response, Optional<Operator.Ticket> ticket)
            throws IOException {
        if (ticket.isPresent() && wantsJson(request)) {
            json(response, ticket.get());
        } else {
            found(response, ticket.map(OperatorServlet::lines));
        }
    }

    private void tickets(HttpServletRequest request, HttpServletResponse response, List<Operator.Ticket> tickets)
            throws IOException {
        if (wantsJson(request)) {
            json(response, tickets);
        } else {
            answer(response, 200, tickets.stream().map(OperatorServlet::line).collect(Collectors.joining("\n")));
        }
    }

    private static String line(Operator.Ticket ticket) {
        return ticket.sandbox() + "  account " + ticket.account() + "  key " + ticket.accessKeyId();
    }

    private static String lines(Operator.Ticket ticket) {
        return String.join(
                "\n",
                "# sandbox " + ticket.sandbox() + ", account " + ticket.account(),
                "export AWS_ACCESS_KEY_ID=" + ticket.accessKeyId(),
                "export AWS_SECRET_ACCESS_KEY=" + ticket.secretAccessKey(),
                "export AWS_DEFAULT_REGION=" + ticket.region(),
                "export AWS_ENDPOINT_URL=" + ticket.endpoint(),
                "# ssh -J " + ticket.sshJump() + " ec2-user@<public address>",
                "# curl -x " + ticket.httpProxy() + " http://<public address>/");
    }

    private static boolean wantsJson(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Accept")).orElse("").contains("json");
    }

    private void json(HttpServletResponse response, Object value) throws IOException {
        response.setContentType("application/json");
        byte[] body = json.writeValueAsBytes(value);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void found(HttpServletResponse response, Optional<String> text) throws IOException {
        answer(response, text.isPresent() ? 200 : 404, text.orElse("There is no such sandbox."));
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
