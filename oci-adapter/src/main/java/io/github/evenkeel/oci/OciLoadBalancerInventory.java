package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ServiceException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All load balancers and network load balancers of some compartments, without those of compartments below them.
 *
 * <p>Thread-safe, as the SDK's clients are. Does not close the clients. The policies {@code inspect load-balancers} and
 * {@code inspect network-load-balancers} for each of the compartments permit its calls.
 */
public final class OciLoadBalancerInventory implements LoadBalancerInventory {
    private final LoadBalancer client;
    private final List<BalancerListing> listings;
    private final Supplier<List<String>> compartments;

    private OciLoadBalancerInventory(
            LoadBalancer client, NetworkLoadBalancer networkClient, Supplier<List<String>> compartments) {
        this.client = Objects.requireNonNull(client, "client");
        Objects.requireNonNull(networkClient, "networkClient");
        this.listings = List.of(new LoadBalancerListing(client), new NetworkLoadBalancerListing(networkClient));
        this.compartments = compartments;
    }

    /**
     * Creates the port for these compartments. Makes no call: whether they exist shows with the first list.
     *
     * @param client built and closed by the caller, with a region or endpoint and credentials
     * @param networkClient built and closed by the caller, with the same region
     * @param compartmentOcids such as {@code ocid1.compartment.oc1..aaaa...}; that of the tenancy is the root
     *     compartment
     * @throws IllegalArgumentException if there are none, or one is not the OCID of a compartment
     */
    public static OciLoadBalancerInventory of(
            LoadBalancer client, NetworkLoadBalancer networkClient, Collection<String> compartmentOcids) {
        List<String> compartments = Ocid.ofCompartments(compartmentOcids, "load balancers");
        return new OciLoadBalancerInventory(client, networkClient, () -> compartments);
    }

    /**
     * The same for the cluster's own compartment. The first list reads the cluster, too.
     *
     * @param client built and closed by the caller, with a region or endpoint and credentials
     * @param networkClient built and closed by the caller, with the same region
     */
    public static OciLoadBalancerInventory of(
            LoadBalancer client, NetworkLoadBalancer networkClient, OkeCluster cluster) {
        Objects.requireNonNull(cluster, "cluster");
        return new OciLoadBalancerInventory(client, networkClient, () -> List.of(cluster.compartmentId()));
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.ofNullable(client.getEndpoint());
    }

    /**
     * {@inheritDoc}
     *
     * <p>A backend of a network load balancer that is registered by a target, and shown without an address, has the
     * OCID of the target for an address.
     *
     * @throws ServiceException also if a compartment does not exist, or may not be read: OCI responds the same to both
     */
    @Override
    public List<LoadBalancerDescription> loadBalancers() {
        Map<String, LoadBalancerDescription> byId = new LinkedHashMap<>();
        for (String compartment : compartments.get()) {
            for (BalancerListing listing : listings) {
                listing.read(compartment, null).stream()
                        .filter(ListedBalancer::isThere)
                        .forEach(balancer -> byId.putIfAbsent(balancer.id(), balancer.description()));
            }
        }
        return List.copyOf(byId.values());
    }
}
