package io.github.evenkeel.oci;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.NodeImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses the image for new nodes of a pool. */
final class NodeImageChoice {
    private static final Comparator<Candidate> AGE = Comparator.<Candidate>comparingInt(
                    candidate -> candidate.name().build())
            .thenComparing(candidate -> candidate.name().date())
            .thenComparing(candidate -> candidate.image().id());

    private NodeImageChoice() {}

    /**
     * The newest of the offered images for {@code version} of the same kind as {@code present}: same family and major
     * version of the operating system, same architecture, same accelerators.
     *
     * @param present the pool's image; if it has no name, that of the offered image with the same id
     * @param offered images of the service; those without a version in their name are no candidates
     * @return empty if there is none, or if the kind of {@code present} is unknown
     */
    static Optional<NodeImage> newest(NodeImage present, KubernetesVersion version, List<NodeImage> offered) {
        return nameOf(present, offered).flatMap(now -> offered.stream()
                .flatMap(image -> parse(image).map(name -> new Candidate(image, name)).stream())
                .filter(candidate -> candidate.name().version().equals(version)
                        && candidate.name().kind().equals(now.kind()))
                .max(AGE)
                .map(Candidate::image));
    }

    private static Optional<NodeImageName> nameOf(NodeImage present, List<NodeImage> offered) {
        return parse(present).or(() -> offered.stream()
                .filter(image -> image.id().equals(present.id()))
                .flatMap(image -> parse(image).stream())
                .findFirst());
    }

    private static Optional<NodeImageName> parse(NodeImage image) {
        return image.name().flatMap(NodeImageName::parse);
    }

    private record Candidate(NodeImage image, NodeImageName name) {}
}
