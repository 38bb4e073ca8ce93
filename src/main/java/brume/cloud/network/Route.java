package brume.cloud.network;

/// One line of a route table.
///
/// @param target `local`, or the id of a gateway (`igw-...`)
/// @param origin `CreateRouteTable` for the local route, else `CreateRoute`
public record Route(Cidr destination, String target, String origin) {

    public static final String LOCAL = "local";

    public static Route local(Cidr vpc) {
        return new Route(vpc, LOCAL, "CreateRouteTable");
    }

    public static Route to(Cidr destination, String target) {
        return new Route(destination, target, "CreateRoute");
    }

    public boolean isLocal() {
        return target.equals(LOCAL);
    }
}
