package io.github.evenkeel.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Immutable description of an add-on of a cluster that the provider manages, by what goes with a version of Kubernetes.
 *
 * @param name such as {@code CoreDNS}
 * @param version at which it is kept; empty if the provider updates it
 * @param offered versions of it that the provider lists for that version of Kubernetes
 */
public record AddOn(String name, Optional<String> version, List<String> offered) {
    /** Copies the list. */
    public AddOn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        offered = List.copyOf(offered);
    }
}
