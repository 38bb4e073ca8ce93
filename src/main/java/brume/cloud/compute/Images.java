package brume.cloud.compute;

import brume.cloud.network.Place;
import brume.cloud.offer.Region;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The images of one region: the public ones of the catalogue, and the account's own.
public final class Images {

    private static final Pattern ID = Pattern.compile("ami-([0-9a-f]{8}|[0-9a-f]{17})");
    private static final String RESOLVE = "resolve:ssm:";

    private final Place place;

    public Images(Place place) {
        this.place = place;
    }

    /// All images, or those asked for.
    ///
    /// @throws brume.cloud.sandbox.CloudException one of them is malformed or does not exist
    public List<Image> describe(Collection<String> ids) {
        State state = place.state();
        if (ids.isEmpty()) {
            List<Image> all = new ArrayList<>(PublicImages.of(region()));
            all.addAll(state.by(Image.KIND, Image.BY_REGION, place.name()));
            return all;
        }
        return ids.stream().distinct().map(id -> get(state, id)).toList();
    }

    /// The image with this id, or the one that a public parameter names (`resolve:ssm:/aws/service/...`).
    public Image get(State state, String idOrReference) {
        String id =
                idOrReference.startsWith(RESOLVE) ? resolved(idOrReference.substring(RESOLVE.length())) : idOrReference;
        if (!ID.matcher(id).matches()) {
            throw new Problem.Malformed(Image.KIND, id).refused();
        }
        return find(state, id).orElseThrow(() -> new Problem.NotFound(Image.KIND, id).refused());
    }

    public Optional<Image> find(String id) {
        return find(place.state(), id);
    }

    private Optional<Image> find(State state, String id) {
        return PublicImages.find(region(), id)
                .or(() -> state.find(Image.KIND, id)
                        .filter(image -> image.region().equals(place.name())));
    }

    private String resolved(String name) {
        return parameter(name)
                .map(PublicParameter::value)
                .orElseThrow(() -> new Problem.InvalidValue(
                                "ImageId",
                                name,
                                "The parameter path " + name + " does not exist or you do not have access to it")
                        .refused());
    }

    /// A public parameter of the Systems Manager that names an image.
    public Optional<PublicParameter> parameter(String name) {
        return PublicImages.parameters(region()).stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /// All public parameters, ordered by name.
    public List<PublicParameter> parameters() {
        return PublicImages.parameters(region());
    }

    private Region region() {
        return place.region();
    }
}
