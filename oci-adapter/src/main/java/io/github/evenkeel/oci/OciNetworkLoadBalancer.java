package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import com.oracle.bmc.networkloadbalancer.requests.GetNetworkLoadBalancerRequest;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Network load balancer of the OCI Network Load Balancer service. Refuses load balancers, which are another service:
 * see {@link OciLoadBalancer}.
 *
 * <p>Connections through a drained backend get the longest TCP idle timeout of the listeners, 6 min by default, at
 * least 1 min and at most 10 min. A balancer that is FAILED after a change that failed goes on to serve: it is
 * described as {@link io.github.evenkeel.spi.Lifecycle#NEEDS_ATTENTION}. Backends have no limit of connections: one
 * with a limit is refused.
 *
 * <p>Thread-safe, as the SDK's client is. Does not close the client. The revision is the balancer's ETag, which differs
 * after every change of any part: a mutation made from an older description fails as a conflict. So does one while the
 * balancer is UPDATING.
 */
public final class OciNetworkLoadBalancer implements LoadBalancer {
    private final NetworkLoadBalancer client;
    private final String id;
    private final NetworkBackendChanges changes;
    private final NetworkHealth health;
    private final NetworkWorkRequests workRequests;

    private OciNetworkLoadBalancer(NetworkLoadBalancer client, String id) {
        this.client = client;
        this.id = id;
        this.changes = new NetworkBackendChanges(client, id, new NetworkRevisions(client, id, this::describe));
        this.health = new NetworkHealth(client, id);
        this.workRequests = new NetworkWorkRequests(client, id);
    }

    /**
     * Creates the port for a network load balancer. Makes no call: whether it exists shows with the first one.
     *
     * @param client built and closed by the caller, with a region or endpoint and credentials
     * @param networkLoadBalancerOcid such as {@code ocid1.networkloadbalancer.oc1.iad.aaaa...}
     * @throws IllegalArgumentException if that is not the OCID of a network load balancer
     */
    public static OciNetworkLoadBalancer of(NetworkLoadBalancer client, String networkLoadBalancerOcid) {
        return new OciNetworkLoadBalancer(
                Objects.requireNonNull(client, "client"),
                Ocid.ofNetworkLoadBalancer(Objects.requireNonNull(networkLoadBalancerOcid, "networkLoadBalancerOcid")));
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.ofNullable(client.getEndpoint());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public LoadBalancerDescription describe() {
        String operation = "GetNetworkLoadBalancer " + id;
        return NetworkBalancerReading.balancer(
                operation,
                SdkCall.send(
                        operation,
                        GetNetworkLoadBalancerRequest.builder()
                                .networkLoadBalancerId(id)
                                .build(),
                        client::getNetworkLoadBalancer));
    }

    @Override
    public BackendHealth health(String backendSet, Backend backend) {
        return health.of(backendSet, backend.name());
    }

    @Override
    public Map<String, BackendHealth> unhealthyBackends(String backendSet) {
        return health.unhealthyBackends(backendSet);
    }

    @Override
    public List<Operation> operationsInFlight() {
        return workRequests.inFlight();
    }

    @Override
    public Operation updateBackend(LoadBalancerDescription seen, String backendSet, Backend desired) {
        return changes.update(seen, backendSet, desired);
    }

    @Override
    public Operation addBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        return changes.add(seen, backendSet, backend);
    }

    @Override
    public Operation removeBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        return changes.remove(seen, backendSet, backend);
    }

    @Override
    public Optional<String> cliCommand(String backendSet, Backend backend, CliAction what) {
        return CommandLine.backend(CommandLine.Service.NETWORK_LOAD_BALANCER, id, backendSet, backend, what);
    }

    @Override
    public Operation operation(String operationId) {
        return workRequests.get(operationId);
    }

    @Override
    public String toString() {
        return "OciNetworkLoadBalancer[" + id + "]";
    }
}
