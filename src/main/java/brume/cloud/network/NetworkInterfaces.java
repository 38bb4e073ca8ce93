package brume.cloud.network;

import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// How network interfaces come into being: which private address they get.
public final class NetworkInterfaces {

    private static final int GUESSES = 16;

    private NetworkInterfaces() {}

    /// A new interface in a subnet, worn groups already checked.
    ///
    /// @param wanted the private address, else a free one is chosen
    public static NetworkInterface create(
            Transaction tx,
            Subnet subnet,
            Optional<Ipv4> wanted,
            List<String> groupIds,
            String description,
            Optional<InterfaceAttachment> attachment,
            boolean takesPublicAddress) {
        Ipv4 address = wanted.map(a -> checked(tx.state(), subnet, a)).orElseGet(() -> free(tx, subnet));
        Optional<Ipv4> publicAddress =
                takesPublicAddress ? Optional.of(PublicAddresses.take(tx, subnet.region())) : Optional.empty();
        return tx.put(new NetworkInterface(
                tx.newId("eni-"),
                subnet.region(),
                subnet.vpcId(),
                subnet.id(),
                subnet.zone(),
                mac(tx),
                address,
                description,
                groupIds,
                true,
                attachment,
                publicAddress,
                takesPublicAddress));
    }

    private static String mac(Transaction tx) {
        HexFormat hex = HexFormat.of();
        StringBuilder mac = new StringBuilder("06");
        for (int i = 0; i < 5; i++) {
            mac.append(':').append(hex.toHexDigits((byte) tx.random().nextInt(256)));
        }
        return mac.toString();
    }

    private static Ipv4 checked(State state, Subnet subnet, Ipv4 address) {
        if (!subnet.cidr().contains(address)) {
            throw new Problem.InvalidValue(
                            "PrivateIpAddress",
                            address.toString(),
                            "Address " + address + " does not fall within the subnet's address range")
                    .refused();
        }
        if (subnet.reserves(address)) {
            throw new Problem.InvalidValue(
                            "PrivateIpAddress",
                            address.toString(),
                            "Address " + address + " is in subnet's reserved address range")
                    .refused();
        }
        if (taken(state, subnet, address)) {
            throw new Problem.Specific("InvalidIPAddress.InUse", "Address " + address + " is in use.").refused();
        }
        return address;
    }

    private static boolean taken(State state, Subnet subnet, Ipv4 address) {
        String key = NetworkInterface.addressKey(subnet.vpcId(), address);
        return !state.by(NetworkInterface.KIND, NetworkInterface.BY_PRIVATE_ADDRESS, key)
                .isEmpty();
    }

    /// Guesses first, so that the cost does not grow with what the subnet holds; a nearly full one is walked through.
    private static Ipv4 free(Transaction tx, Subnet subnet) {
        if (subnet.availableAddresses(tx.state()) <= 0) {
            throw new Problem.LimitExceeded(
                            Subnet.KIND,
                            "InsufficientFreeAddressesInSubnet",
                            "There are not enough free addresses in subnet '" + subnet.id()
                                    + "' to satisfy the requested number of instances.")
                    .refused();
        }
        long usable = subnet.cidr().size() - Subnet.RESERVED_ADDRESSES;
        Ipv4 first = subnet.cidr().base().plus(Subnet.RESERVED_ADDRESSES - 1);
        for (int guess = 0; guess < GUESSES; guess++) {
            Ipv4 address = first.plus(tx.random().nextLong(usable));
            if (!taken(tx.state(), subnet, address)) {
                return address;
            }
        }
        long start = tx.random().nextLong(usable);
        for (long step = 0; step < usable; step++) {
            Ipv4 address = first.plus((start + step) % usable);
            if (!taken(tx.state(), subnet, address)) {
                return address;
            }
        }
        throw new IllegalStateException("Subnet " + subnet.id() + " counted free addresses that it has not");
    }
}
