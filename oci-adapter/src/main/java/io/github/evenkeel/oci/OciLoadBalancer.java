package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.requests.GetLoadBalancerRequest;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
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
 * Load balancer of the OCI Load Balancer service. Refuses network load balancers, which are another service: see
 * {@link OciNetworkLoadBalancer}.
 *
 * <p>Thread-safe, as the SDK's client is. Does not close the client. The revision is the balancer's ETag, which differs
 * after every change of any part: a mutation made from an older description fails as a conflict.
 */
public final class OciLoadBalancer implements LoadBalancer {
    private final com.oracle.bmc.loadbalancer.LoadBalancer client;
    private final String id;
    private final BackendChanges changes;
    private final Health health;
    private final BalancerWorkRequests workRequests;

    private OciLoadBalancer(com.oracle.bmc.loadbalancer.LoadBalancer client, String id) {
        this.client = client;
        this.id = id;
        this.changes = new BackendChanges(client, id);
        this.health = new Health(client, id);
        this.workRequests = new BalancerWorkRequests(client, id);
    }

    /**
     * Creates the port for a load balancer. Makes no call: whether it exists shows with the first one.
     *
     * @param client built and closed by the caller, with a region or endpoint and credentials
     * @param loadBalancerOcid such as {@code ocid1.loadbalancer.oc1.iad.aaaa...}
     * @throws IllegalArgumentException if that is not the OCID of a load balancer
     */
    public static OciLoadBalancer of(com.oracle.bmc.loadbalancer.LoadBalancer client, String loadBalancerOcid) {
        return new OciLoadBalancer(
                Objects.requireNonNull(client, "client"),
                Ocid.ofLoadBalancer(Objects.requireNonNull(loadBalancerOcid, "loadBalancerOcid")));
    }

    /**
     * Creates the port for a load balancer or a network load balancer, by the kind of the OCID. Makes no call.
     *
     * @param client built and closed by the caller
     * @param networkClient built and closed by the caller
     * @param ocid such as {@code ocid1.loadbalancer.oc1.iad.aaaa...} or
     *     {@code ocid1.networkloadbalancer.oc1.iad.aaaa...}
     * @throws IllegalArgumentException if that is the OCID of neither
     */
    public static LoadBalancer ofAnyKind(
            com.oracle.bmc.loadbalancer.LoadBalancer client, NetworkLoadBalancer networkClient, String ocid) {
        return ocid.startsWith("ocid1.networkloadbalancer.")
                ? OciNetworkLoadBalancer.of(networkClient, ocid)
                : of(client, ocid);
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
        String operation = "GetLoadBalancer " + id;
        return BalancerReading.balancer(
                operation,
                SdkCall.send(
                        operation,
                        GetLoadBalancerRequest.builder().loadBalancerId(id).build(),
                        client::getLoadBalancer));
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
        return changes.update(seen.revision(), backendSet, desired);
    }

    @Override
    public Operation addBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        return changes.add(seen.revision(), backendSet, backend);
    }

    @Override
    public Operation removeBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        return changes.remove(seen.revision(), backendSet, backend);
    }

    @Override
    public Optional<String> cliCommand(String backendSet, Backend backend, CliAction what) {
        return CommandLine.backend(CommandLine.Service.LOAD_BALANCER, id, backendSet, backend, what);
    }

    @Override
    public Operation operation(String operationId) {
        return workRequests.get(operationId);
    }

    @Override
    public String toString() {
        return "OciLoadBalancer[" + id + "]";
    }
}
