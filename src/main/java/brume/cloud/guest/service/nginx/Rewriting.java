package brume.cloud.guest.service.nginx;

import brume.cloud.guest.http.Body;
import brume.cloud.guest.http.Headers;
import brume.cloud.guest.http.HttpResponse;
import brume.cloud.guest.service.BoundedPattern;
import java.util.List;
import java.util.Optional;

/// The directives that are carried out one after the other: `set`, `if`, `rewrite`, `return`, `break`.
final class Rewriting {

    private final Variables variables;
    private final NginxRuntime nginx;
    private Optional<String> newPath = Optional.empty();
    private Optional<Scope> branch = Optional.empty();
    private boolean stopped;

    Rewriting(Variables variables, NginxRuntime nginx) {
        this.variables = variables;
        this.nginx = nginx;
    }

    /// The path after the last run.
    String path(String old) {
        return newPath.orElse(old);
    }

    /// The `if` block that the last run entered, else the scope it ran in.
    Scope scope(Scope old) {
        return branch.orElse(old);
    }

    Optional<Visit.Outcome> run(Scope scope, String path) {
        newPath = Optional.empty();
        branch = Optional.empty();
        stopped = false;
        return steps(scope, path);
    }

    private Optional<Visit.Outcome> steps(Scope scope, String start) {
        for (Directive step : scope.own()) {
            if (stopped) {
                return Optional.empty();
            }
            Optional<Visit.Outcome> outcome = switch (step.name()) {
                case "set" -> {
                    variables.set(step.arg(0).replaceFirst("^\\$", ""), variables.expand(step.arg(1)));
                    yield Optional.empty();
                }
                case "break" -> {
                    stopped = true;
                    yield Optional.empty();
                }
                case "return" -> Optional.of(returned(step, scope));
                case "rewrite" -> rewrite(step, scope, path(start));
                case "if" -> {
                    if (!holds(step.args())) {
                        yield Optional.empty();
                    }
                    branch = Optional.of(scope.within(step));
                    yield steps(scope.within(step), start);
                }
                default -> Optional.empty();
            };
            if (outcome.isPresent()) {
                return outcome;
            }
        }
        return Optional.empty();
    }

    private Visit.Outcome returned(Directive step, Scope scope) {
        boolean bareUrl = step.args().size() == 1 && !step.arg(0).matches("\\d+");
        int status = bareUrl ? 302 : Integer.parseInt(step.arg(0));
        String text = variables.expand(bareUrl ? step.arg(0) : step.arg(1));
        if (List.of(301, 302, 303, 307, 308).contains(status)) {
            return new Visit.Outcome.Ready(NginxPages.redirect(status, text, nginx.token(scope)));
        }
        if (step.args().size() == 1) {
            return status < 300
                    ? new Visit.Outcome.Ready(HttpResponse.empty(status)
                            .with("Content-Type", nginx.typeOf(scope, variables.value("uri"))))
                    : new Visit.Outcome.Failed(status);
        }
        return new Visit.Outcome.Ready(new HttpResponse(
                status,
                NginxPages.reason(status),
                Headers.of("Content-Type", nginx.typeOf(scope, variables.value("uri"))),
                Body.of(text)));
    }

    private Optional<Visit.Outcome> rewrite(Directive step, Scope scope, String path) {
        Optional<List<String>> groups =
                BoundedPattern.tryParse(step.arg(0), false).flatMap(pattern -> pattern.find(path));
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        variables.capture(groups.get());
        String target = variables.expand(step.arg(1));
        String flag = step.arg(2);
        if (flag.equals("permanent") || flag.equals("redirect") || target.matches("https?://.*")) {
            int status = flag.equals("permanent") ? 301 : 302;
            return Optional.of(new Visit.Outcome.Ready(NginxPages.redirect(status, target, nginx.token(scope))));
        }
        if (flag.equals("break")) {
            newPath = Optional.of(target);
            stopped = true;
            return Optional.empty();
        }
        if (flag.equals("last") || scope.block().is("location")) {
            return Optional.of(new Visit.Outcome.Go(target));
        }
        newPath = Optional.of(target);
        return Optional.empty();
    }

    /// `($http_user_agent ~* curl)`, `($request_method = POST)`, `($arg_x)`, `(!-f ...)` is not known.
    private boolean holds(List<String> args) {
        String condition = String.join(" ", args).strip();
        String inner = condition.startsWith("(") && condition.endsWith(")")
                ? condition.substring(1, condition.length() - 1).strip()
                : condition;
        String[] parts = inner.split("\\s+", 3);
        String left = variables.expand(parts[0]);
        if (parts.length < 3) {
            return !left.isEmpty() && !left.equals("0");
        }
        String right = variables.expand(parts[2]);
        return switch (parts[1]) {
            case "=" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "~", "~*" -> found(parts[2], parts[1].equals("~*"), left);
            case "!~", "!~*" -> !found(parts[2], parts[1].equals("!~*"), left);
            default -> false;
        };
    }

    private boolean found(String regex, boolean ignoreCase, String text) {
        Optional<List<String>> groups =
                BoundedPattern.tryParse(regex, ignoreCase).flatMap(pattern -> pattern.find(text));
        groups.ifPresent(variables::capture);
        return groups.isPresent();
    }
}
