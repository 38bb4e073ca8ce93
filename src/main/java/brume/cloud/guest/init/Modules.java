package brume.cloud.guest.init;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.Users;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What cloud-init does for a part of the user data: the modules of a `#cloud-config` in their fixed order, or a
/// script.
final class Modules {

    private static final int MAX_OUTPUT = 2 * 1024 * 1024;

    private final Guest guest;
    private final Files files;
    private boolean good = true;

    Modules(Guest guest) {
        this.guest = guest;
        this.files = guest.files().asRoot();
    }

    /// @return false where something failed
    boolean carryOut(UserData.Part part) {
        switch (part.kind()) {
            case SCRIPT -> script("part-001", part.text());
            case CONFIG -> config(part.text());
            case UNKNOWN -> {
                if (!part.text().isBlank()) {
                    String head = part.text().lines().findFirst().orElse("");
                    warn("__init__.py[WARNING]: Unhandled non-multipart (text/x-not-multipart) userdata: '"
                            + head.substring(0, Math.min(24, head.length())) + "...'");
                }
            }
        }
        return good;
    }

    private void warn(String line) {
        CloudInit.log(guest, line);
        CloudInit.output(guest, line + "\n");
    }

    private void config(String text) {
        CloudConfig config;
        try {
            config = CloudConfig.parse(text);
        } catch (CloudConfig.Broken broken) {
            good = false;
            warn("util.py[WARNING]: Failed loading yaml blob. Invalid format: " + broken.reason());
            return;
        }
        module("write-files", () -> config.list("write_files").forEach(this::writeFile));
        module("set-hostname", () -> hostname(config));
        module("users-groups", () -> config.list("users").forEach(this::user));
        module("ssh", () -> authorize(guest.os().user(), texts(config.list("ssh_authorized_keys"))));
        module("timezone", () -> config.text("timezone").ifPresent(this::timezone));
        module("package-update-upgrade-install", () -> packages(config));
        module("runcmd", () -> runcmd(config.list("runcmd")));
        module(
                "final-message",
                () -> config.text("final_message").ifPresent(message -> CloudInit.output(guest, message + "\n")));
    }

    private void module(String name, Runnable work) {
        CloudInit.log(guest, "modules.py[DEBUG]: Running module " + name);
        work.run();
    }

    private static List<String> texts(List<Object> values) {
        return values.stream().map(Object::toString).toList();
    }

    private void writeFile(Object entry) {
        Map<String, Object> file = CloudConfig.map(entry).orElse(Map.of());
        String path = String.valueOf(file.getOrDefault("path", ""));
        if (!path.startsWith("/")) {
            fail("write-files", "no path given in " + file.keySet());
            return;
        }
        try {
            byte[] bytes = content(
                    String.valueOf(file.getOrDefault("content", "")),
                    String.valueOf(file.getOrDefault("encoding", "")));
            files.mkdirs(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
            if (String.valueOf(file.getOrDefault("append", "false")).equals("true")) {
                files.append(path, new String(bytes, StandardCharsets.UTF_8));
            } else {
                files.write(path, bytes);
            }
            files.chmod(path, mode(file.getOrDefault("permissions", "0644")));
            own(path, String.valueOf(file.getOrDefault("owner", "root:root")));
        } catch (FsException | IllegalArgumentException failed) {
            fail("write-files", path + ": " + failed.getMessage());
        }
    }

    private static byte[] content(String text, String encoding) {
        if (encoding.matches("b64|base64")) {
            return Base64.getMimeDecoder().decode(text);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int mode(Object value) {
        if (value instanceof Integer number) {
            return number & 07777;
        }
        String text = value.toString().replaceFirst("^0o", "");
        if (!text.matches("[0-7]{1,5}")) {
            throw new IllegalArgumentException("invalid permissions " + text);
        }
        return Integer.parseInt(text, 8) & 07777;
    }

    private void own(String path, String owner) throws FsException {
        String[] names = owner.split(":", 2);
        Optional<Users.User> user = guest.users().named(names[0]);
        Optional<Users.Group> group = guest.users().groupNamed(names[names.length - 1]);
        if (user.isEmpty()) {
            throw new IllegalArgumentException(
                    "Unknown user or group: \"getpwnam(): name not found: '" + names[0] + "'\"");
        }
        files.chown(
                path,
                user.get().uid(),
                group.map(Users.Group::gid).orElse(user.get().gid()),
                true);
    }

    private void hostname(CloudConfig config) {
        config.text("fqdn")
                .or(() -> config.text("hostname"))
                .filter(name -> name.matches("[A-Za-z0-9.-]{1,253}"))
                .ifPresent(guest::setHostname);
    }

    private void timezone(String zone) {
        try {
            files.write("/etc/timezone", zone + "\n");
        } catch (FsException full) {
            fail("timezone", full.getMessage());
        }
    }

    /// `default` is the image's own user; others are made with a group of their own.
    private void user(Object entry) {
        Map<String, Object> wanted = CloudConfig.map(entry).orElse(Map.of("name", entry.toString()));
        String name = String.valueOf(wanted.getOrDefault("name", ""));
        if (name.equals("default")) {
            return;
        }
        if (!name.matches("[a-z_][a-z0-9_-]{0,31}")) {
            fail("users-groups", "invalid user name '" + name + "'");
            return;
        }
        try {
            if (guest.users().named(name).isEmpty()) {
                addUser(name, wanted);
            }
            if (wanted.containsKey("sudo") && !wanted.get("sudo").equals(Boolean.FALSE)) {
                StringBuilder rules = new StringBuilder();
                CloudConfig.items(wanted.get("sudo"))
                        .forEach(rule ->
                                rules.append(name).append(' ').append(rule).append('\n'));
                files.append("/etc/sudoers.d/90-cloud-init-users", rules.toString());
            }
            authorize(name, texts(CloudConfig.items(wanted.getOrDefault("ssh_authorized_keys", List.of()))));
        } catch (FsException full) {
            fail("users-groups", full.getMessage());
        }
    }

    private void addUser(String name, Map<String, Object> wanted) throws FsException {
        int uid = 1001;
        while (guest.users().numbered(uid).isPresent()) {
            uid++;
        }
        String home = "/home/" + name;
        String comment = String.valueOf(wanted.getOrDefault("gecos", "")).replaceAll("[:\\n]", " ");
        String shell = String.valueOf(wanted.getOrDefault("shell", "/bin/bash"));
        files.append("/etc/passwd", name + ":x:" + uid + ":" + uid + ":" + comment + ":" + home + ":" + shell + "\n");
        files.append("/etc/group", name + ":x:" + uid + ":\n");
        files.append("/etc/shadow", name + ":!:20000:0:99999:7:::\n");
        files.mkdirs(home);
        files.chmod(home, 0700);
        files.chown(home, uid, uid, true);
        List<String> groups = new ArrayList<>();
        for (Object item : CloudConfig.items(wanted.getOrDefault("groups", List.of()))) {
            groups.addAll(List.of(item.toString().split("[,\\s]+")));
        }
        StringBuilder text = new StringBuilder();
        for (String line : files.readText("/etc/group").split("\n")) {
            boolean joins = groups.contains(line.split(":", 2)[0]) && line.split(":", -1).length == 4;
            text.append(line)
                    .append(joins ? (line.endsWith(":") ? "" : ",") + name : "")
                    .append('\n');
        }
        files.write("/etc/group", text.toString());
    }

    private void authorize(String name, List<String> keys) {
        Optional<Users.User> user = guest.users().named(name);
        if (keys.isEmpty() || user.isEmpty()) {
            return;
        }
        String folder = user.get().home() + "/.ssh";
        try {
            files.mkdirs(folder);
            files.chmod(folder, 0700);
            files.append(folder + "/authorized_keys", String.join("\n", keys) + "\n");
            files.chmod(folder + "/authorized_keys", 0600);
            files.chown(folder, user.get().uid(), user.get().gid(), true);
            files.chown(
                    folder + "/authorized_keys", user.get().uid(), user.get().gid(), true);
        } catch (FsException full) {
            fail("ssh", full.getMessage());
        }
    }

    private void packages(CloudConfig config) {
        boolean debian = guest.os().family() == OperatingSystem.Family.DEBIAN;
        List<String> names = new ArrayList<>();
        config.list("packages")
                .forEach(item -> names.add(CloudConfig.items(item).getFirst().toString()));
        boolean update = config.isTrue("package_update") || config.isTrue("apt_update") || !names.isEmpty();
        if (update && debian && command("apt-get --quiet update") != 0) {
            fail("package-update-upgrade-install", "apt-get update failed");
        }
        if (config.isTrue("package_upgrade") || config.isTrue("apt_upgrade")) {
            command(debian ? "apt-get -y dist-upgrade" : "dnf -y upgrade");
        }
        if (names.isEmpty()) {
            return;
        }
        String list = String.join(" ", names.stream().map(Modules::quoted).toList());
        if (command((debian ? "apt-get -y install " : "dnf -y install ") + list) != 0) {
            fail("package-update-upgrade-install", "Failed to install packages: " + names);
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private void runcmd(List<Object> commands) {
        if (commands.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("#!/bin/sh\n");
        for (Object line : commands) {
            text.append(
                            line instanceof List<?> words
                                    ? String.join(
                                            " ",
                                            words.stream()
                                                    .map(word -> quoted(String.valueOf(word)))
                                                    .toList())
                                    : line.toString())
                    .append('\n');
        }
        script("runcmd", text.toString());
    }

    private void script(String name, String text) {
        String path = "/var/lib/cloud/instance/scripts/" + name;
        try {
            files.write(path, text);
            files.chmod(path, 0700);
        } catch (FsException full) {
            fail("scripts-user", full.getMessage());
            return;
        }
        int status = command(path);
        if (status != 0) {
            good = false;
            warn(
                    "cc_scripts_user.py[WARNING]: Failed to run module scripts-user (scripts in /var/lib/cloud/instance/scripts)");
            CloudInit.log(
                    guest,
                    "subp.py[DEBUG]: Unexpected error while running command.\nCommand: ['" + path + "']\nExit code: "
                            + status);
        }
    }

    private int command(String line) {
        CloudInit.log(
                guest,
                "subp.py[DEBUG]: Running command ['" + line.split(" ", 2)[0]
                        + "'] with allowed return codes [0] (shell=False, capture=False)");
        Login root = guest.users().login("root").orElseThrow();
        OutputStream out = new LogStream();
        return guest.exec(root, line, new Stdio(InputStream.nullInputStream(), out, out));
    }

    private void fail(String module, String why) {
        good = false;
        warn("util.py[WARNING]: Running module " + module + " failed: " + why);
    }

    /// What commands print goes to the output log, up to a limit.
    private final class LogStream extends OutputStream {
        private int count;

        @Override
        public void write(int letter) {
            write(new byte[] {(byte) letter}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            int kept = Math.min(length, MAX_OUTPUT - count);
            if (kept > 0) {
                count += kept;
                CloudInit.output(guest, new String(bytes, offset, kept, StandardCharsets.UTF_8));
            }
        }
    }
}
