package io.github.evenkeel.oci;

import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the load balancer of one Service in some compartments: the one that is named by its UID, else the one with its
 * address. Never one with neither.
 */
final class BalancerOfService {
    /** IPv4 or IPv6; a Service may hold a host name instead, which no load balancer shows. */
    private static final Pattern IP = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final BalancerListing listing;
    private final List<String> compartments;
    private final ServiceAddress service;

    BalancerOfService(BalancerListing listing, List<String> compartments, ServiceAddress service) {
        this.listing = listing;
        this.compartments = compartments;
        this.service = service;
    }

    /**
     * Reads the few that have the name; all only if none of these is the one.
     *
     * @throws ServiceException if two could be meant, or the one that has the name has another address
     */
    Optional<ListedBalancer> find() {
        List<ListedBalancer> named = service.uid().isEmpty() ? List.of() : read(service.uid());
        List<ListedBalancer> there =
                named.stream().filter(ListedBalancer::isThere).toList();
        if (there.size() == 1 && holdsAddressOf(there.get(0))) {
            return Optional.of(there.get(0));
        }
        if (there.isEmpty()
                && (!named.isEmpty()
                        || (service.address().isEmpty() && service.uid().isEmpty()))) {
            return Optional.empty();
        }
        return theOnlyOne(read(null).stream()
                .filter(ListedBalancer::isThere)
                .filter(balancer -> balancer.isNamedAfter(service) || balancer.isAt(service))
                .toList());
    }

    private Optional<ListedBalancer> theOnlyOne(List<ListedBalancer> found) {
        if (found.size() > 1) {
            throw refused("found " + found.size() + " of them, "
                    + String.join(
                            " and ",
                            found.stream().map(ListedBalancer::toString).toList())
                    + "; needed one that is named by the UID " + service.uid() + " or has the address '"
                    + service.address()
                    + "'. Delete the one that the Service does not use, or leave the Service out by name");
        }
        if (!found.isEmpty() && !holdsAddressOf(found.get(0))) {
            throw refused("found " + found.get(0) + ", which is named by the UID of the Service, with the addresses "
                    + found.get(0).addresses() + "; needed " + service.address()
                    + ", which the Service holds. See which one gets its requests");
        }
        return found.stream().findFirst();
    }

    /** One that is being created has none yet, and of a Service that waits for one none is known. */
    private boolean holdsAddressOf(ListedBalancer balancer) {
        return balancer.addresses().isEmpty()
                || !IP.matcher(service.address()).matches()
                || balancer.has(service.address());
    }

    /** Each once: a compartment may be named twice. */
    private List<ListedBalancer> read(@Nullable String displayName) {
        Map<String, ListedBalancer> byId = new LinkedHashMap<>();
        for (String compartment : compartments) {
            listing.read(compartment, displayName).forEach(balancer -> byId.putIfAbsent(balancer.id(), balancer));
        }
        return List.copyOf(byId.values());
    }

    private ServiceException refused(String reason) {
        return ServiceException.of(
                ServiceException.Outcome.REJECTED,
                "find the " + listing.kind() + " of Service " + service.path(),
                reason);
    }
}
