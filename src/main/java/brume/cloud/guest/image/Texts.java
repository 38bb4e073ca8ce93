package brume.cloud.guest.image;

import brume.cloud.guest.image.OperatingSystem.Family;

/// The texts of configuration files that differ between the images.
final class Texts {

    private final OperatingSystem os;

    Texts(OperatingSystem os) {
        this.os = os;
    }

    String osRelease() {
        return switch (os) {
            case AMAZON_LINUX_2023 -> """
                NAME="Amazon Linux"
                VERSION="2023"
                ID="amzn"
                ID_LIKE="fedora"
                VERSION_ID="2023"
                PLATFORM_ID="platform:al2023"
                PRETTY_NAME="Amazon Linux 2023.9.20251020"
                ANSI_COLOR="0;33"
                CPE_NAME="cpe:2.3:o:amazon:amazon_linux:2023"
                HOME_URL="https://aws.amazon.com/linux/amazon-linux-2023/"
                DOCUMENTATION_URL="https://docs.aws.amazon.com/linux/"
                SUPPORT_URL="https://aws.amazon.com/premiumsupport/"
                BUG_REPORT_URL="https://github.com/amazonlinux/amazon-linux-2023"
                VENDOR_NAME="AWS"
                VENDOR_URL="https://aws.amazon.com/"
                SUPPORT_END="2029-06-30"
                """;
            case UBUNTU_24_04 -> """
                PRETTY_NAME="Ubuntu 24.04.3 LTS"
                NAME="Ubuntu"
                VERSION_ID="24.04"
                VERSION="24.04.3 LTS (Noble Numbat)"
                VERSION_CODENAME=noble
                ID=ubuntu
                ID_LIKE=debian
                HOME_URL="https://www.ubuntu.com/"
                SUPPORT_URL="https://help.ubuntu.com/"
                BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
                UBUNTU_CODENAME=noble
                LOGO=ubuntu-logo
                """;
            case DEBIAN_12 -> """
                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                NAME="Debian GNU/Linux"
                VERSION_ID="12"
                VERSION="12 (bookworm)"
                VERSION_CODENAME=bookworm
                ID=debian
                HOME_URL="https://www.debian.org/"
                SUPPORT_URL="https://www.debian.org/support"
                BUG_REPORT_URL="https://bugs.debian.org/"
                """;
        };
    }

    String issue() {
        return switch (os) {
            case AMAZON_LINUX_2023 -> "\\S\nKernel \\r on an \\m\n\n";
            case UBUNTU_24_04 -> "Ubuntu 24.04.3 LTS \\n \\l\n\n";
            case DEBIAN_12 -> "Debian GNU/Linux 12 \\n \\l\n\n";
        };
    }

    String motd() {
        return switch (os) {
            case AMAZON_LINUX_2023 -> """
                   ,     #_
                   ~\\_  ####_        Amazon Linux 2023
                  ~~  \\_#####\\
                  ~~     \\###|
                  ~~       \\#/ ___   https://aws.amazon.com/linux/amazon-linux-2023
                   ~~       V~' '->
                    ~~~         /
                      ~~._.   _/
                         _/ _/
                       _/m/'
                """;
            case UBUNTU_24_04 -> """
                Welcome to Ubuntu 24.04.3 LTS (GNU/Linux 6.14.0-1015-aws x86_64)

                 * Documentation:  https://help.ubuntu.com
                 * Management:     https://landscape.canonical.com
                 * Support:        https://ubuntu.com/pro

                To run a command as administrator (user "root"), use "sudo <command>".
                See "man sudo_root" for details.

                """;
            case DEBIAN_12 -> """

                The programs included with the Debian GNU/Linux system are free software;
                the exact distribution terms for each program are described in the
                individual files in /usr/share/doc/*/copyright.

                Debian GNU/Linux comes with ABSOLUTELY NO WARRANTY, to the extent
                permitted by applicable law.
                """;
        };
    }

    String fstab() {
        return switch (os) {
            case AMAZON_LINUX_2023 ->
                "UUID=6b38a1c1-9f2b-44a5-a2b1-4c6a0c7f8f5d     /           xfs    defaults,noatime  1   1\n";
            case UBUNTU_24_04 -> "LABEL=cloudimg-rootfs\t/\t ext4\tdiscard,commit=30,errors=remount-ro\t0 1\n";
            case DEBIAN_12 ->
                "PARTUUID=2b0d1d5e-90d6-4e4a-8a8e-3b1f6b9a2c77 / ext4 rw,discard,errors=remount-ro,x-systemd.growfs 0 1\n";
        };
    }

    private boolean debian() {
        return os.family() == Family.DEBIAN;
    }

    String environment() {
        return os == OperatingSystem.UBUNTU_24_04
                ? "PATH=\"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games:/snap/bin\"\n"
                : "";
    }

    String profile() {
        String source = debian()
                ? "if [ -n \"${BASH_VERSION-}\" ] && [ -f /etc/bash.bashrc ]; then . /etc/bash.bashrc; fi\n"
                : "if [ -f /etc/bashrc ]; then . /etc/bashrc; fi\n";
        return "# /etc/profile: read by login shells\nexport HISTSIZE=1000\n"
                + "for i in /etc/profile.d/*.sh; do\n  if [ -r \"$i\" ]; then . \"$i\"; fi\ndone\nunset i\n" + source;
    }

    String bashrc() {
        return "# /etc/bashrc: functions and aliases for everybody\nif [ -n \"${PS1-}\" ] || [ \"${-#*i}\" != \"$-\" ]; then\n"
                + "  PS1='[\\u@\\h \\W]\\$ '\nfi\n";
    }

    String userProfile() {
        return debian()
                ? "# ~/.profile: executed by the command interpreter for login shells.\nif [ -n \"$BASH_VERSION\" ]; then\n"
                        + "    if [ -f \"$HOME/.bashrc\" ]; then\n\t. \"$HOME/.bashrc\"\n    fi\nfi\n"
                        + "if [ -d \"$HOME/bin\" ] ; then\n    PATH=\"$HOME/bin:$PATH\"\nfi\n"
                        + "if [ -d \"$HOME/.local/bin\" ] ; then\n    PATH=\"$HOME/.local/bin:$PATH\"\nfi\n"
                : "# .bash_profile\n\nif [ -f ~/.bashrc ]; then\n    . ~/.bashrc\nfi\n\n# User specific environment and startup programs\n";
    }

    String userBashrc() {
        return debian()
                ? "# ~/.bashrc: executed by bash for non-login shells.\ncase $- in\n    *i*) ;;\n      *) return;;\nesac\n"
                        + "HISTCONTROL=ignoreboth\nPS1='\\u@\\h:\\w\\$ '\n"
                        + "alias ls='ls --color=auto'\nalias grep='grep --color=auto'\nalias ll='ls -alF'\nalias la='ls -A'\nalias l='ls -CF'\n"
                        + "if [ -f ~/.bash_aliases ]; then\n    . ~/.bash_aliases\nfi\n"
                : "# .bashrc\n\nif [ -f /etc/bashrc ]; then\n    . /etc/bashrc\nfi\n\n"
                        + "if ! [[ \"$PATH\" =~ \"$HOME/.local/bin:$HOME/bin:\" ]]; then\n    PATH=\"$HOME/.local/bin:$HOME/bin:$PATH\"\nfi\nexport PATH\n"
                        + "alias ll='ls -l --color=auto'\nalias ls='ls --color=auto'\nalias grep='grep --color=auto'\n";
    }

    String sshdConfig() {
        return "# This is the sshd server system-wide configuration file.\n\nInclude /etc/ssh/sshd_config.d/*.conf\n\n#Port 22\n#ListenAddress 0.0.0.0\n"
                + "#PermitRootLogin prohibit-password\n#PubkeyAuthentication yes\nAuthorizedKeysFile .ssh/authorized_keys\n"
                + "PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM yes\nX11Forwarding no\nPrintMotd no\nAcceptEnv LANG LC_*\n"
                + "Subsystem sftp " + (debian() ? "/usr/lib/openssh/sftp-server" : "/usr/libexec/openssh/sftp-server")
                + "\n";
    }
}
