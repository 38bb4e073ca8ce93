package brume.cloud.network;

/// The protocols that flows speak.
public enum Protocol {
    ICMP(1),
    TCP(6),
    UDP(17);

    private final int number;

    Protocol(int number) {
        this.number = number;
    }

    /// IANA's number.
    public int number() {
        return number;
    }
}
