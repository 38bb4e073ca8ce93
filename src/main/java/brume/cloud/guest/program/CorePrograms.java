package brume.cloud.guest.program;

import brume.cloud.guest.GuestPart;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.image.OperatingSystem.Family;
import brume.cloud.guest.program.archive.Gzip;
import brume.cloud.guest.program.archive.Tar;
import brume.cloud.guest.program.archive.Zip;
import brume.cloud.guest.program.awk.Awk;
import brume.cloud.guest.program.bc.Bc;
import brume.cloud.guest.program.compare.Cmp;
import brume.cloud.guest.program.compare.Comm;
import brume.cloud.guest.program.compare.Diff;
import brume.cloud.guest.program.compare.Join;
import brume.cloud.guest.program.file.Attributes;
import brume.cloud.guest.program.file.CpMv;
import brume.cloud.guest.program.file.Dd;
import brume.cloud.guest.program.file.Directories;
import brume.cloud.guest.program.file.Disk;
import brume.cloud.guest.program.file.FileType;
import brume.cloud.guest.program.file.Find;
import brume.cloud.guest.program.file.Install;
import brume.cloud.guest.program.file.Ln;
import brume.cloud.guest.program.file.Ls;
import brume.cloud.guest.program.file.Paths;
import brume.cloud.guest.program.file.Rm;
import brume.cloud.guest.program.file.Stat;
import brume.cloud.guest.program.file.Touch;
import brume.cloud.guest.program.system.Date;
import brume.cloud.guest.program.system.Environment;
import brume.cloud.guest.program.system.Flock;
import brume.cloud.guest.program.system.Guidance;
import brume.cloud.guest.program.system.Kill;
import brume.cloud.guest.program.system.Machine;
import brume.cloud.guest.program.system.Odds;
import brume.cloud.guest.program.system.Power;
import brume.cloud.guest.program.system.Ps;
import brume.cloud.guest.program.system.Uptime;
import brume.cloud.guest.program.system.Waiting;
import brume.cloud.guest.program.text.Cat;
import brume.cloud.guest.program.text.Column;
import brume.cloud.guest.program.text.Cut;
import brume.cloud.guest.program.text.Dump;
import brume.cloud.guest.program.text.Echo;
import brume.cloud.guest.program.text.Expr;
import brume.cloud.guest.program.text.Figures;
import brume.cloud.guest.program.text.Grep;
import brume.cloud.guest.program.text.HeadTail;
import brume.cloud.guest.program.text.Nl;
import brume.cloud.guest.program.text.Paste;
import brume.cloud.guest.program.text.Printf;
import brume.cloud.guest.program.text.Reverse;
import brume.cloud.guest.program.text.Sed;
import brume.cloud.guest.program.text.Shuf;
import brume.cloud.guest.program.text.Small;
import brume.cloud.guest.program.text.Sort;
import brume.cloud.guest.program.text.Split;
import brume.cloud.guest.program.text.TestProgram;
import brume.cloud.guest.program.text.Tr;
import brume.cloud.guest.program.text.Uniq;
import brume.cloud.guest.program.text.Wc;
import brume.cloud.guest.program.text.Wrap;
import brume.cloud.guest.program.user.Aging;
import brume.cloud.guest.program.user.GroupPasswd;
import brume.cloud.guest.program.user.Identity;
import brume.cloud.guest.program.user.Passwd;
import brume.cloud.guest.program.user.Su;
import brume.cloud.guest.program.user.Sudo;
import brume.cloud.guest.program.user.UserAdmin;
import brume.cloud.guest.shell.Bash;

/// The commands that every image has.
public final class CorePrograms implements GuestPart {

    @Override
    public void furnish(ImageBuilder image) {
        boolean debian = image.os().family() == Family.DEBIAN;
        image.program("/usr/bin/bash", "bash", new Bash(false));
        if (debian) {
            image.program("/usr/bin/dash", "dash", new Bash(true));
        }
        image.symlink("/usr/bin/sh", debian ? "dash" : "bash");
        bin(image, "echo", new Echo());
        bin(image, "printf", new Printf());
        bin(image, "test", new TestProgram());
        bin(image, "[", new TestProgram());
        all(image, "cat", new Cat());
        all(image, "tac rev", new Reverse());
        all(image, "nl", new Nl());
        all(image, "paste", new Paste());
        all(image, "fold fmt expand unexpand", new Wrap());
        all(image, "column", new Column());
        all(image, "shuf", new Shuf());
        all(image, "expr", new Expr());
        all(image, "od xxd hexdump hd", new Dump());
        all(image, "split", new Split());
        all(image, "numfmt factor", new Figures());
        all(image, "diff", new Diff());
        all(image, "cmp", new Cmp());
        all(image, "comm", new Comm());
        all(image, "join", new Join());
        all(image, "tar", new Tar());
        all(image, "gzip gunzip zcat zgrep zless zmore bzip2 bunzip2 bzcat xz unxz xzcat", new Gzip());
        image.program("bc", new Bc());
        image.program("zip", new Zip());
        image.program("unzip", new Zip());
        all(image, "dd", new Dd());
        all(image, "install", new Install());
        all(
                image,
                "fallocate getconf whereis envsubst watch vmstat blkid last lastlog timedatectl localectl",
                new Odds());
        all(image, "file", new FileType());
        all(image, "head tail", new HeadTail());
        all(image, "grep egrep fgrep", new Grep());
        all(image, "sed", new Sed());
        all(image, "awk " + (debian ? "mawk" : "gawk"), new Awk());
        all(image, "cut", new Cut());
        all(image, "sort", new Sort());
        all(image, "uniq", new Uniq());
        all(image, "wc", new Wc());
        all(image, "tr", new Tr());
        all(
                image,
                "tee seq yes base64 base32 cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum",
                new Small());
        all(image, "ls dir vdir", new Ls());
        all(image, "cp mv", new CpMv());
        all(image, "rm unlink", new Rm());
        all(image, "mkdir rmdir", new Directories());
        all(image, "ln link", new Ln());
        all(image, "chmod chown chgrp", new Attributes());
        all(image, "stat", new Stat());
        all(image, "touch", new Touch());
        all(image, "basename dirname realpath readlink pwd which mktemp truncate", new Paths());
        all(image, "find", new Find());
        all(image, "df du lsblk mount sync", new Disk());
        all(image, "env printenv xargs timeout nohup nice setsid ionice stdbuf", new Environment());
        all(image, "flock", new Flock());
        all(image, "sleep true false clear reset tty stty setfacl", new Waiting());
        all(image, "ps pgrep pidof top", new Ps());
        all(image, "kill pkill killall", new Kill());
        all(image, "uptime", new Uptime());
        all(image, "date", new Date());
        all(image, "uname arch free nproc lscpu dmesg", new Machine());
        if (debian) {
            all(image, "lsb_release", new Machine());
        }
        all(image, "less more man nano vi vim emacs", new Guidance());
        all(image, "whoami logname id groups who users w", new Identity());
        all(image, "sudo", new Sudo());
        all(image, "su", new Su());
        image.mode("/usr/bin/sudo", 04755);
        image.mode("/usr/bin/su", 04755);
        all(image, "passwd", new Passwd());
        image.mode("/usr/bin/passwd", 04755);
        all(image, "chage", new Aging());
        all(image, "gpasswd", new GroupPasswd());
        image.mode("/usr/bin/chage", 04755);
        sbin(image, "chpasswd", new Passwd());
        sbin(image, "useradd usermod userdel groupadd groupdel adduser deluser addgroup", new UserAdmin());
        sbin(image, "reboot poweroff halt shutdown", new Power());
    }

    private static void all(ImageBuilder image, String names, Program program) {
        for (String name : names.split(" ")) {
            bin(image, name, program);
        }
    }

    private static void sbin(ImageBuilder image, String names, Program program) {
        for (String name : names.split(" ")) {
            image.program("/usr/sbin/" + name, name, program);
        }
    }

    private static void bin(ImageBuilder image, String name, Program program) {
        image.program("/usr/bin/" + name, name, program);
    }
}
