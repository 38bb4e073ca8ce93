package brume.cloud.guest.program.text;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `md5sum`, `sha1sum`, `sha256sum` and their like: digests, and lists of digests checked.
final class Sums {

    private static final Pattern ROW = Pattern.compile("\\\\?([0-9a-fA-F]+) [ *](.+)");

    private Sums() {}

    static int run(Process process) throws IOException {
        String algorithm = switch (process.name()) {
            case "md5sum" -> "MD5";
            case "sha1sum" -> "SHA-1";
            case "sha224sum" -> "SHA-224";
            case "sha384sum" -> "SHA-384";
            case "sha512sum" -> "SHA-512";
            default -> "SHA-256";
        };
        Options.Parsed options = new Options(
                        "bctwz123q",
                        "binary=b check=c text=t status=1 quiet=q ignore-missing=2 strict=3 warn=w tag=3 zero=z")
                .parse(process.args());
        if (options.has('c')) {
            return check(process, options, algorithm);
        }
        return Inputs.each(
                process,
                options.operands(),
                (name, in) -> process.println(digest(algorithm, in) + (options.has('b') ? " *" : "  ") + name));
    }

    private static int check(Process process, Options.Parsed options, String algorithm) throws IOException {
        int[] failed = {0};
        int status = Inputs.each(process, options.operands(), (list, in) -> {
            int[] bad = new int[3];
            int rows = 0;
            for (String line :
                    new String(Memory.all(in), StandardCharsets.UTF_8).lines().toList()) {
                Matcher row = ROW.matcher(line);
                if (row.matches()
                        && row.group(1).length()
                                == digest(algorithm, InputStream.nullInputStream())
                                        .length()) {
                    rows++;
                    one(process, options, algorithm, row, bad);
                } else {
                    bad[2]++;
                }
            }
            String name = list.equals("-") ? "'standard input'" : list;
            if (rows == 0) {
                failed[0] = process.fail(name + ": no properly formatted checksum lines found");
                return;
            }
            if (!options.has('1')) {
                warn(process, bad[2], "line", "is", "are", " improperly formatted");
                warn(process, bad[1], "listed file", "could", "could", " not be read");
                warn(process, bad[0], "computed checksum", "did", "did", " NOT match");
            }
            failed[0] |= bad[0] + bad[1] > 0 ? 1 : 0;
        });
        return failed[0] > 0 ? 1 : status;
    }

    private static void one(Process process, Options.Parsed options, String algorithm, Matcher row, int[] bad)
            throws IOException {
        String file = row.group(2);
        boolean same;
        try (InputStream listed =
                file.equals("-") ? process.in() : process.files().open(process.path(file))) {
            same = digest(algorithm, listed).equalsIgnoreCase(row.group(1));
        } catch (FsException missing) {
            if (options.has('2')) {
                return;
            }
            process.fail(file + ": " + missing.getMessage());
            if (!options.has('1')) {
                process.println(file + ": FAILED open or read");
            }
            bad[1]++;
            return;
        }
        bad[0] += same ? 0 : 1;
        if (!options.has('1') && !(same && options.has('q'))) {
            process.println(file + (same ? ": OK" : ": FAILED"));
        }
    }

    private static void warn(Process process, int count, String what, String one, String many, String rest)
            throws IOException {
        if (count > 0) {
            process.fail("WARNING: " + count + " " + what + (count > 1 ? "s " + many : " " + one) + rest);
        }
    }

    private static String digest(String algorithm, InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
