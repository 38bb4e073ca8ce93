package brume.cloud.guest.program.jq;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/// `jq [-nrcsSejRaCM] [--tab] [--indent n] [--arg a v] [--argjson a v] [--slurpfile a f] [--rawfile a f] [-f file]
/// [--args ...] filter [file...]`.
///
/// Differs from Linux: no colours, no `--stream`, no modules.
public final class Jq implements Program {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_INPUT = 64 * 1024 * 1024;

    @Override
    public int run(Process process) throws IOException {
        return new Call(process).run();
    }

    /// One call of `jq`.
    private static final class Call {

        private final Process process;
        private final StringBuilder letters = new StringBuilder();
        private final List<String> operands = new ArrayList<>();
        private final Map<String, JsonNode> variables = new HashMap<>();
        private final ObjectNode named = JsonNodeFactory.instance.objectNode();
        private final ArrayNode positional = JsonNodeFactory.instance.arrayNode();
        private String indent = "  ";
        private String fromFile = "";
        private JsonNode last = NullNode.instance;
        private boolean any;
        private int status;

        Call(Process process) {
            this.process = process;
        }

        private boolean has(char letter) {
            return letters.indexOf(String.valueOf(letter)) >= 0;
        }

        int run() throws IOException {
            int bad = options(process.args());
            if (bad >= 0) {
                return bad;
            }
            if (!fromFile.isEmpty()) {
                operands.addFirst(process.files().readText(process.path(fromFile)));
            }
            if (operands.isEmpty()) {
                process.warn("Usage:\tjq [OPTIONS] FILTER [FILES...]\n\tjq [OPTIONS] --args FILTER [ARGUMENTS...]\n\tjq"
                        + " [OPTIONS] --jsonargs FILTER [JSON_VALUES...]\n\njq is a tool for processing JSON inputs,"
                        + " applying the given filter to\nits JSON text inputs and producing the filter's results as JSON"
                        + " on\nstandard output.");
                return 2;
            }
            variables.put("__prog_args", positional);
            ObjectNode args = JsonNodeFactory.instance.objectNode();
            args.set("positional", positional);
            args.set("named", named);
            variables.put("ARGS", args);
            String program = operands.getFirst();
            Filter filter;
            try {
                filter = new Filter(process, program, variables);
            } catch (JsonQueryException error) {
                process.warn("jq: error: syntax error: " + firstLine(error) + " (Unix shell quoting issues?) at"
                        + " <top-level>, line 1:\n" + program + "\njq: 1 compile error");
                return 3;
            }
            inputs(filter, operands.subList(1, operands.size()));
            if (status == 0 && has('e')) {
                return !any ? 4 : last.isNull() || last.isBoolean() && !last.booleanValue() ? 1 : 0;
            }
            return status;
        }

        private static String firstLine(Exception error) {
            String message = error.getMessage();
            return message == null ? "" : message.lines().findFirst().orElse("");
        }

        /// @return a status to end with, or -1
        private int options(List<String> args) throws IOException {
            boolean literal = false;
            char rest = ' ';
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                if (literal || !arg.startsWith("-") || arg.equals("-")) {
                    if (rest == ' ' || operands.isEmpty() && fromFile.isEmpty()) {
                        operands.add(arg);
                    } else {
                        positional.add(rest == 'j' ? MAPPER.readTree(arg) : TextNode.valueOf(arg));
                    }
                } else if (arg.equals("--")) {
                    literal = true;
                } else if (arg.startsWith("--")) {
                    int wanted = arg.matches("--(arg|argjson|slurpfile|rawfile|argfile)")
                            ? 2
                            : arg.matches("--(indent|from-file)") ? 1 : 0;
                    if (i + wanted >= args.size()) {
                        process.warn("jq: " + arg + " takes "
                                + (wanted == 1 ? "one parameter" : "two parameters (e.g. " + arg + " varname value)")
                                + "\nUse jq --help for help with command-line options,\n"
                                + "or see the jq manpage, or online docs  at https://jqlang.github.io/jq");
                        return 2;
                    }
                    rest = arg.equals("--args") ? 'a' : arg.equals("--jsonargs") ? 'j' : rest;
                    int bad = named(arg, args.subList(i + 1, i + 1 + wanted));
                    if (bad >= 0) {
                        return bad;
                    }
                    i += wanted;
                } else {
                    for (char letter : arg.substring(1).toCharArray()) {
                        if (letter == 'f' && i + 1 < args.size()) {
                            fromFile = args.get(++i);
                        } else if (letter == 'h') {
                            process.println("Usage:\tjq [OPTIONS] FILTER [FILES...]");
                            return 0;
                        } else if (letter == 'V') {
                            return version();
                        } else if ("nrcsSejRaCM".indexOf(letter) >= 0) {
                            letters.append(letter);
                        } else {
                            return unknown(arg);
                        }
                    }
                }
            }
            return -1;
        }

        private int unknown(String arg) throws IOException {
            process.warn("jq: Unknown arguments\nUse jq --help for help with command-line options,\n"
                    + "or see the jq manpage, or online docs  at https://stedolan.github.io/jq");
            return 2;
        }

        private int version() throws IOException {
            process.println(process.guest().os() == OperatingSystem.DEBIAN_12 ? "jq-1.6" : "jq-1.7.1");
            return 0;
        }

        private int named(String option, List<String> values) throws IOException {
            switch (option) {
                case "--null-input" -> letters.append('n');
                case "--raw-output" -> letters.append('r');
                case "--join-output" -> letters.append('j');
                case "--compact-output" -> letters.append('c');
                case "--slurp" -> letters.append('s');
                case "--sort-keys" -> letters.append('S');
                case "--exit-status" -> letters.append('e');
                case "--raw-input" -> letters.append('R');
                case "--ascii-output" -> letters.append('a');
                case "--tab" -> indent = "\t";
                case "--indent" ->
                    indent = " "
                            .repeat(Math.min(
                                    7, Integer.parseInt(values.getFirst().matches("\\d") ? values.getFirst() : "2")));
                case "--from-file" -> fromFile = values.getFirst();
                case "--arg" -> bind(values.getFirst(), TextNode.valueOf(values.get(1)));
                case "--argjson" -> {
                    try {
                        bind(values.getFirst(), MAPPER.readTree(values.get(1)));
                    } catch (JsonProcessingException bad) {
                        process.warn(
                                "jq: Invalid JSON text passed to --argjson\nUse jq --help for help with command-line"
                                        + " options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq");
                        return 2;
                    }
                }
                case "--rawfile" ->
                    bind(values.getFirst(), TextNode.valueOf(process.files().readText(process.path(values.get(1)))));
                case "--slurpfile", "--argfile" -> {
                    ArrayNode all = JsonNodeFactory.instance.arrayNode();
                    byte[] bytes = process.files().read(process.path(values.get(1)));
                    MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(bytes).forEachRemaining(all::add);
                    bind(values.getFirst(), option.equals("--argfile") && all.size() == 1 ? all.get(0) : all);
                }
                case "--args", "--jsonargs", "--color-output", "--monochrome-output", "--unbuffered", "--seq" -> {}
                case "--version" -> {
                    return version();
                }
                case "--help" -> {
                    process.println("Usage:\tjq [OPTIONS] FILTER [FILES...]");
                    return 0;
                }
                default -> {
                    return unknown(option);
                }
            }
            return -1;
        }

        private void bind(String name, JsonNode value) {
            variables.put(name, value);
            named.set(name, value);
        }

        // ---- inputs

        private void inputs(Filter filter, List<String> files) throws IOException {
            if (has('n')) {
                apply(filter, NullNode.instance, "<unknown>", 0);
                return;
            }
            ArrayNode slurped = JsonNodeFactory.instance.arrayNode();
            StringBuilder raw = new StringBuilder();
            for (String file : files.isEmpty() ? List.of("-") : files) {
                byte[] bytes;
                try (InputStream in = process.open(file)) {
                    bytes = in.readNBytes(MAX_INPUT);
                } catch (FsException failure) {
                    process.warn("jq: error: Could not open " + file + ": " + failure.getMessage());
                    status = 2;
                    continue;
                }
                String shown = file.equals("-") ? "<stdin>" : file;
                if (has('R')) {
                    raw(filter, new String(bytes, StandardCharsets.UTF_8), shown, raw);
                } else {
                    parse(filter, bytes, shown, slurped);
                }
            }
            if (has('s') && has('R')) {
                apply(filter, TextNode.valueOf(raw.toString()), "<unknown>", 0);
            } else if (has('s') && status == 0) {
                apply(filter, slurped, "<unknown>", 0);
            }
        }

        private void raw(Filter filter, String text, String file, StringBuilder all) throws IOException {
            if (has('s')) {
                all.append(text);
                return;
            }
            int line = 0;
            for (String row : text.lines().toList()) {
                apply(filter, TextNode.valueOf(row), file, ++line);
            }
        }

        private void parse(Filter filter, byte[] bytes, String file, ArrayNode slurped) throws IOException {
            int lines = (int) new String(bytes, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            try (JsonParser parser = MAPPER.getFactory().createParser(bytes)) {
                while (true) {
                    JsonNode value = MAPPER.readTree(parser);
                    if (value == null || value.isMissingNode()) {
                        return;
                    }
                    if (has('s')) {
                        slurped.add(value);
                    } else {
                        apply(filter, value, file, lines);
                    }
                }
            } catch (JsonProcessingException bad) {
                process.warn((process.guest().os() == OperatingSystem.DEBIAN_12 ? "" : "jq: ") + "parse error: "
                        + where(bad, new String(bytes, StandardCharsets.UTF_8)));
                status = process.guest().os() == OperatingSystem.DEBIAN_12 ? 4 : 5;
            }
        }

        /// The place of a fault as jq counts: behind the word that is wrong.
        private static String where(JsonProcessingException bad, String text) {
            JsonLocation at = bad.getLocation();
            int offset = Math.min(text.length(), at == null ? 0 : (int) Math.max(0, at.getByteOffset()));
            while (offset < text.length() && Character.isLetterOrDigit(text.charAt(offset))) {
                offset++;
            }
            offset = Math.min(text.length(), offset + 1);
            String before = text.substring(0, offset);
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            int column = offset - before.lastIndexOf('\n') - 1;
            boolean unfinished = bad instanceof com.fasterxml.jackson.core.io.JsonEOFException;
            return (unfinished ? "Unfinished JSON term" : "Invalid numeric literal") + " at line " + line + ", column "
                    + column;
        }

        private void apply(Filter filter, JsonNode input, String file, int line) throws IOException {
            JsonText text = new JsonText(has('c') ? "" : indent, has('S'), has('a'));
            List<IOException> broken = new ArrayList<>();
            try {
                filter.apply(input, value -> {
                    any = true;
                    last = value;
                    boolean bare = (has('r') || has('j')) && value.isTextual();
                    try {
                        process.print((bare ? value.textValue() : text.of(value)) + (has('j') ? "" : "\n"));
                    } catch (IOException gone) {
                        broken.add(gone);
                        throw new Filter.Stopped(true);
                    }
                });
            } catch (Filter.Stopped stopped) {
                if (!broken.isEmpty()) {
                    throw broken.getFirst();
                }
                process.checkSignals();
                process.warn("jq: error: Cannot allocate memory");
                status = 5;
            } catch (JsonQueryException error) {
                String place = file.equals("<unknown>") ? file : file + ":" + line;
                process.warn("jq: error (at " + place + "): " + firstLine(error));
                status = 5;
            }
        }
    }
}
