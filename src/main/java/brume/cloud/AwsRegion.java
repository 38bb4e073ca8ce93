package brume.cloud;

import brume.cloud.compute.Images;
import brume.cloud.compute.KeyPairs;
import brume.cloud.network.Place;
import brume.cloud.offer.Region;
import brume.cloud.sandbox.State;
import java.security.SecureRandom;
import java.time.Instant;

/// One region of a student's AWS: the collections through which everything in it is seen and changed.
public final class AwsRegion {

    private final Place place;
    private final KeyPairs keyPairs;
    private final Images images;

    AwsRegion(Place place, SecureRandom random) {
        this.place = place;
        this.keyPairs = new KeyPairs(place, random);
        this.images = new Images(place);
    }

    /// `eu-west-3`
    public String name() {
        return place.name();
    }

    public Region region() {
        return place.region();
    }

    /// 12 digits.
    public String account() {
        return place.account();
    }

    public State state() {
        return place.state();
    }

    /// The sandbox's virtual time.
    public Instant now() {
        return place.now();
    }

    public KeyPairs keyPairs() {
        return keyPairs;
    }

    public Images images() {
        return images;
    }
}
