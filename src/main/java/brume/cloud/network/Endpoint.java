package brume.cloud.network;

/// One end of a connection: `10.0.1.15:22`.
public record Endpoint(Ipv4 address, int port) {

    @Override
    public String toString() {
        return address + ":" + port;
    }
}
