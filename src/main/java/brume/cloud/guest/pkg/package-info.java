/// The package managers of the guests: a catalogue per distribution, what is installed, and the commands `dnf`, `yum`,
/// `rpm`, `apt`, `apt-get`, `apt-cache`, `dpkg`. Read [Catalogue] first, then [Installer].
@NullMarked
package brume.cloud.guest.pkg;

import org.jspecify.annotations.NullMarked;
