package brume.cloud.guest.service.apache;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.service.Globs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads Apache's configuration language: directives by line, sections in angle brackets, includes, `${VARIABLES}`.
final class ApacheParser {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_DIRECTIVES = 20_000;
    private static final Set<String> SECTIONS = Set.of(
            "directory",
            "directorymatch",
            "files",
            "filesmatch",
            "location",
            "locationmatch",
            "virtualhost",
            "ifmodule",
            "ifdefine",
            "ifversion",
            "requireall",
            "requireany",
            "requirenone",
            "limit",
            "limitexcept",
            "proxy");
    private static final Set<String> KNOWN = Set.of(
            ("acceptfilter accessfilename adddefaultcharset addencoding addhandler addicon addiconbyencoding addiconbytype addlanguage addtype "
                            + "addoutputfilter addoutputfilterbytype alias aliasmatch allow allowoverride browsermatch customlog defaulticon defaultruntimedir define "
                            + "deny directoryindex directoryslash documentroot enablemmap enablesendfile errordocument errorlog errorlogformat expiresactive "
                            + "expiresbytype expiresdefault extendedstatus fallbackresource forcetype group header headername hostnamelookups include includeoptional "
                            + "indexignore indexoptions keepalive keepalivetimeout languagepriority limitrequestbody listen loadmodule logformat loglevel "
                            + "maxconnectionsperchild maxkeepaliverequests maxrequestworkers mutex namevirtualhost options order pidfile proxypass proxypassreverse "
                            + "proxypreservehost proxyrequests proxytimeout readmename redirect redirectmatch redirectpermanent requestheader require rewritecond "
                            + "rewriteengine rewriterule scriptalias serveradmin serveralias serverlimit servername serverroot serversignature servertokens "
                            + "setenv setenvif sethandler startservers threadlimit threadsperchild minsparethreads maxsparethreads timeout traceenable transferlog "
                            + "typesconfig undefine usecanonicalname user sslengine sslcertificatefile sslcertificatekeyfile satisfy forcelanguagepriority mimemagicfile "
                            + "authtype authname authuserfile authgroupfile authbasicprovider authbasicauthoritative authmerging authdigestprovider "
                            + "acceptpathinfo addalt adddescription addinputfilter allowencodedslashes allowoverridelist authzsendforbiddenonfailure cachedisable "
                            + "cacheenable contentdigest coredumpdirectory defaulttype deflatecompressionlevel fileetag filterchain filterdeclare filterprovider "
                            + "gracefulshutdowntimeout h2direct h2push httpprotocoloptions indexheadinsert indexorderdefault indexstylesheet "
                            + "limitinternalrecursion limitrequestfields limitrequestfieldsize limitrequestline listenbacklog logiotrackttfb "
                            + "maxmemfree maxrangeoverlaps maxranges maxrequestsperchild mergeslashes modmimeusepathinfo passenv protocols "
                            + "proxyaddheaders proxyerroroverride proxypassmatch proxyset proxyvia qualifyredirecturl receivebuffersize "
                            + "redirecttemp regexdefaultoptions registerhttpmethod remoteipheader remoteipinternalproxy remoteiptrustedproxy removecharset removeencoding "
                            + "removehandler removetype requestreadtimeout rewritebase rewritemap rewriteoptions scriptaliasmatch scriptlog scriptsock "
                            + "seerequesttail sendbuffersize serverpath setenvifnocase browsermatchnocase setinputfilter setoutputfilter ssiundefinedecho "
                            + "threadstacksize unsetenv usecanonicalphysicalport userdir virtualdocumentroot xbithack")
                    .split(" "));

    private final Files files;
    private final Map<String, String> variables;
    private final String root;
    private final Set<String> modules = new LinkedHashSet<>();
    private int count;

    /// @param modules those already loaded, in lower case
    ApacheParser(Files files, Map<String, String> variables, String root, Set<String> modules) {
        this.files = files;
        this.modules.addAll(modules);
        this.variables = variables;
        this.root = root;
    }

    List<ApacheDirective> parse(String path) throws ApacheError {
        return parseFile(path, 0);
    }

    /// The modules loaded so far, in their order.
    List<String> modules() {
        return List.copyOf(modules);
    }

    private record Open(String name, List<String> args, List<ApacheDirective> inner, int line, boolean dropped) {}

    private List<ApacheDirective> parseFile(String path, int depth) throws ApacheError {
        String text;
        try {
            text = files.readText(path);
        } catch (FsException failed) {
            throw new ApacheError("httpd: Could not open configuration file " + path + ": " + failed.getMessage());
        }
        if (depth > MAX_DEPTH) {
            throw new ApacheError(
                    "AH00526: Syntax error in " + path + ":\nExceeded maximum include depth of " + MAX_DEPTH);
        }
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open("", List.of(), new ArrayList<>(), 0, false));
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int number = i + 1;
            StringBuilder joined = new StringBuilder(lines[i].strip());
            while (!joined.isEmpty() && joined.charAt(joined.length() - 1) == '\\' && i + 1 < lines.length) {
                joined.setLength(joined.length() - 1);
                joined.append(lines[++i].strip());
            }
            String line = joined.toString();
            if (!line.isEmpty() && !line.startsWith("#")) {
                line(line, path, number, depth, open);
            }
        }
        if (open.size() > 1) {
            throw new ApacheError("AH00526: Syntax error on line " + open.peek().line() + " of " + path + ":\n" + "<"
                    + open.peek().name() + "> was not closed.");
        }
        return open.pop().inner();
    }

    private void line(String line, String path, int number, int depth, Deque<Open> open) throws ApacheError {
        if (++count > MAX_DIRECTIVES) {
            throw new ApacheError("AH00526: Syntax error on line " + number + " of " + path + ":\ntoo many directives");
        }
        if (line.startsWith("</")) {
            close(line, path, number, open);
            return;
        }
        boolean section = line.startsWith("<");
        List<String> words =
                words(section ? line.substring(1, line.endsWith(">") ? line.length() - 1 : line.length()) : line);
        String name = words.isEmpty() ? "" : words.getFirst();
        List<String> args = words.isEmpty() ? List.of() : words.subList(1, words.size());
        ApacheDirective directive = new ApacheDirective(name, args, List.of(), path, number);
        String key = name.toLowerCase(Locale.ROOT);
        if (section) {
            if (!line.endsWith(">")) {
                throw directive.error("<" + name + "> directive missing closing '>'");
            }
            if (!SECTIONS.contains(key)) {
                throw directive.error("Invalid command '<" + name
                        + "', perhaps misspelled or defined by a module not included in the server configuration");
            }
            boolean dropped = open.stream().anyMatch(Open::dropped)
                    || key.equals("ifmodule") && !holds(directive.arg(0))
                    || key.equals("ifdefine");
            open.push(new Open(name, args, new ArrayList<>(), number, dropped));
            return;
        }
        if (open.stream().anyMatch(Open::dropped)) {
            return;
        }
        if (!KNOWN.contains(key)) {
            throw directive.error("Invalid command '" + name
                    + "', perhaps misspelled or defined by a module not included in the server configuration");
        }
        take(directive, key, depth, open.peek().inner());
    }

    private void take(ApacheDirective directive, String key, int depth, List<ApacheDirective> into) throws ApacheError {
        if (directive.args().isEmpty()) {
            throw directive.error(directive.name() + " takes at least one argument");
        }
        switch (key) {
            case "loadmodule" -> modules.add(directive.arg(0).toLowerCase(Locale.ROOT));
            case "define" -> variables.put(directive.arg(0), directive.arg(1));
            case "include", "includeoptional" -> {
                String pattern = absolute(directive.arg(0));
                List<String> found = Globs.isPattern(pattern)
                        ? Globs.matches(files, pattern)
                        : files.exists(pattern) ? List.of(pattern) : List.of();
                if (found.isEmpty() && key.equals("include")) {
                    throw directive.error(
                            "Could not open configuration file " + pattern + ": No such file or directory");
                }
                for (String file : found) {
                    into.addAll(parseFile(file, depth + 1));
                }
            }
            default -> into.add(directive);
        }
    }

    private void close(String line, String path, int number, Deque<Open> open) throws ApacheError {
        String name = line.substring(2).replace(">", "").strip();
        Open section = open.peek();
        if (section == null || open.size() == 1 || !section.name().equalsIgnoreCase(name)) {
            String expected = open.size() == 1
                    ? "without matching <" + name + "> section"
                    : "expected </" + (section == null ? "" : section.name()) + "> but saw </" + name + ">";
            throw new ApacheError("AH00526: Syntax error on line " + number + " of " + path + ":\n"
                    + (open.size() == 1 ? "</" + name + "> " : "") + expected);
        }
        open.pop();
        Open around = open.peek();
        if (around == null || section.dropped()) {
            return;
        }
        if (name.toLowerCase(Locale.ROOT).startsWith("if")) {
            around.inner().addAll(section.inner());
        } else {
            around.inner()
                    .add(new ApacheDirective(section.name(), section.args(), section.inner(), path, section.line()));
        }
    }

    private boolean holds(String module) {
        boolean negated = module.startsWith("!");
        String name = (negated ? module.substring(1) : module).toLowerCase(Locale.ROOT);
        String bare = name.startsWith("mod_") && name.endsWith(".c")
                ? name.substring(4, name.length() - 2) + "_module"
                : name;
        boolean builtIn = bare.matches("log_config_module|core_module|unixd_module|so_module");
        return (builtIn || modules.contains(bare)) != negated;
    }

    String absolute(String path) {
        return path.startsWith("/") ? path : root + "/" + path;
    }

    private List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean inWord = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (quote != 0
                    && letter == '\\'
                    && i + 1 < line.length()
                    && (line.charAt(i + 1) == quote || line.charAt(i + 1) == '\\')) {
                word.append(line.charAt(++i));
            } else if (quote != 0 ? letter == quote : (letter == '"' || letter == '\'') && !inWord) {
                quote = quote == 0 ? letter : 0;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(letter)) {
                if (inWord) {
                    words.add(expanded(word.toString()));
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(letter);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(expanded(word.toString()));
        }
        return words;
    }

    private String expanded(String word) {
        String result = word;
        int dollar = result.indexOf("${");
        while (dollar >= 0) {
            int close = result.indexOf('}', dollar);
            String name = close < 0 ? "" : result.substring(dollar + 2, close);
            if (!variables.containsKey(name)) {
                return result;
            }
            result = result.substring(0, dollar) + variables.get(name) + result.substring(close + 1);
            dollar = result.indexOf("${", dollar);
        }
        return result;
    }
}
