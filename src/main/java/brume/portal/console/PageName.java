package brume.portal.console;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The pages of the console, as links and lab texts name them (`open:instances`).
public enum PageName {
    INSTANCES("instances", "EC2", InstancesPage::new),
    LAUNCH("launch", "", LaunchPage::new),
    KEY_PAIRS("key-pairs", "network", KeyPairsPage::new),
    SECURITY_GROUPS("security-groups", "network", SecurityGroupsPage::new),
    ADDRESSES("addresses", "network", AddressesPage::new),
    CREDENTIALS("credentials", "account", CredentialsPage::new),
    JOURNAL("journal", "account", JournalPage::new);

    private final String path;
    private final String section;
    private final Function<Console, Page> maker;

    PageName(String path, String section, Function<Console, Page> maker) {
        this.path = path;
        this.section = section;
        this.maker = maker;
    }

    public static Optional<PageName> of(String path) {
        return Stream.of(values()).filter(page -> page.path.equals(path)).findFirst();
    }

    public String path() {
        return path;
    }

    /// Under which heading of the menu; empty for a page that is not in it.
    String section() {
        return section;
    }

    Page make(Console console) {
        return maker.apply(console);
    }
}
