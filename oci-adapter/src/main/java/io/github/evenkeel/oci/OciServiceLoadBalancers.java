package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Load balancers that the cloud controller manager of OKE has created for Services of type LoadBalancer.
 *
 * <p>It names each by the UID of its Service. One with another name is found by the address that the Service holds, if
 * it also has a backend at a node port of the Service. If two may be meant, the search fails with a
 * {@link ServiceException} that names both.
 *
 * <p>Thread-safe, as the SDK's client is. Does not close the client. A search lists the load balancers of each
 * compartment, which the policy {@code use load-balancers}, needed to drain backends, permits; {@code use
 * network-load-balancers} for those.
 */
public final class OciServiceLoadBalancers implements ServiceLoadBalancers {
    /** The cloud controller manager reads it in any case. */
    private static final String NETWORK = "nlb";

    private final com.oracle.bmc.loadbalancer.LoadBalancer client;
    private final @Nullable NetworkLoadBalancer networkClient;
    private final Supplier<List<String>> compartments;

    private OciServiceLoadBalancers(
            com.oracle.bmc.loadbalancer.LoadBalancer client,
            @Nullable NetworkLoadBalancer networkClient,
            Supplier<List<String>> compartments) {
        this.client = Objects.requireNonNull(client, "client");
        this.networkClient = networkClient;
        this.compartments = compartments;
    }

    /**
     * Creates the port for Services whose load balancers are in these compartments. Makes no call: whether they exist
     * shows with the first search.
     *
     * @param client built and closed by the caller, with a region or endpoint and credentials
     * @param compartmentOcids such as {@code ocid1.compartment.oc1..aaaa...}; that of the tenancy is the root
     *     compartment
     * @throws IllegalArgumentException if there are none, or one is not the OCID of a compartment
     */
    public static OciServiceLoadBalancers of(
            com.oracle.bmc.loadbalancer.LoadBalancer client, Collection<String> compartmentOcids) {
        List<String> compartments = Ocid.ofCompartments(compartmentOcids, "load balancers of Services");
        return new OciServiceLoadBalancers(client, null, () -> compartments);
    }

    /**
     * The same for the cluster's own compartment, in which load balancers of Services are by default. The first search
     * reads the cluster, too.
     *
     * @param client built and closed by the caller, with a region or endpoint and credentials
     */
    public static OciServiceLoadBalancers of(com.oracle.bmc.loadbalancer.LoadBalancer client, OkeCluster cluster) {
        Objects.requireNonNull(cluster, "cluster");
        return new OciServiceLoadBalancers(client, null, () -> List.of(cluster.compartmentId()));
    }

    /**
     * Finds network load balancers, too: those of Services with the annotation
     * {@code oci.oraclecloud.com/load-balancer-type: nlb}. Without it, the search for one fails.
     *
     * @param networkLoadBalancerClient built and closed by the caller, with a region or endpoint and credentials
     */
    public OciServiceLoadBalancers withNetworkLoadBalancers(NetworkLoadBalancer networkLoadBalancerClient) {
        return new OciServiceLoadBalancers(
                client, Objects.requireNonNull(networkLoadBalancerClient, "networkLoadBalancerClient"), compartments);
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.ofNullable(client.getEndpoint());
    }

    /**
     * {@inheritDoc}
     *
     * @return also empty if it is in none of the compartments, or in another region
     * @throws ServiceException also if several may be its own, or the one that is named by its UID has another address
     */
    @Override
    public Optional<LoadBalancer> find(ServiceAddress service) {
        if (!NETWORK.equalsIgnoreCase(service.balancerType())) {
            return search(new LoadBalancerListing(client), service).map(id -> OciLoadBalancer.of(client, id));
        }
        NetworkLoadBalancer network = networkClient;
        if (network == null) {
            throw ServiceException.of(
                    ServiceException.Outcome.REJECTED,
                    "find the network load balancer of Service " + service.path(),
                    "found no client for network load balancers; needed withNetworkLoadBalancers(...)");
        }
        return search(new NetworkLoadBalancerListing(network), service)
                .map(id -> OciNetworkLoadBalancer.of(network, id));
    }

    private Optional<String> search(BalancerListing listing, ServiceAddress service) {
        return new BalancerOfService(listing, compartments.get(), service)
                .find()
                .map(ListedBalancer::id);
    }
}
