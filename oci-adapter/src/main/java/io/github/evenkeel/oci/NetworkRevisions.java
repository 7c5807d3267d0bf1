package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import com.oracle.bmc.networkloadbalancer.requests.GetBackendRequest;
import com.oracle.bmc.networkloadbalancer.responses.GetBackendResponse;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives changes of backends the ETag that they are conditional on.
 *
 * <p>Each change carries the balancer's ETag, as with load balancers. The service documents its ETags as those of "that
 * resource", which may also be the backend. So if a change is refused as a conflict while the balancer is exactly as it
 * was seen, it is sent once more with the ETag of the backend.
 */
final class NetworkRevisions {
    private final NetworkLoadBalancer client;
    private final String balancerId;
    private final Supplier<LoadBalancerDescription> describe;

    /** @param describe reads the balancer */
    NetworkRevisions(NetworkLoadBalancer client, String balancerId, Supplier<LoadBalancerDescription> describe) {
        this.client = client;
        this.balancerId = balancerId;
        this.describe = describe;
    }

    /**
     * Sends a change of a backend that exists.
     *
     * @param send takes the ETag, null for none
     */
    Operation change(
            LoadBalancerDescription seen, String backendSet, String name, Function<@Nullable String, Operation> send) {
        try {
            return send.apply(seen.revision().orElse(null));
        } catch (ServiceException refused) {
            requireUnchanged(seen, refused);
            return send.apply(etag(seen, backendSet, name, refused));
        }
    }

    /** Sends an addition of a backend, which has no ETag yet. */
    Operation add(LoadBalancerDescription seen, Function<@Nullable String, Operation> send) {
        try {
            return send.apply(seen.revision().orElse(null));
        } catch (ServiceException refused) {
            requireUnchanged(seen, refused);
            return send.apply(null);
        }
    }

    private void requireUnchanged(LoadBalancerDescription seen, ServiceException refused) {
        if (refused.outcome() != ServiceException.Outcome.CONFLICT
                || !describe.get().equals(seen)) {
            throw refused;
        }
    }

    private @Nullable String etag(
            LoadBalancerDescription seen, String backendSet, String name, ServiceException refused) {
        String operation = "GetBackend " + name + " of set " + backendSet;
        GetBackendResponse response = SdkCall.send(
                operation,
                GetBackendRequest.builder()
                        .networkLoadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .backendName(name)
                        .build(),
                client::getBackend);
        Backend now = NetworkBalancerReading.backend(
                SdkCall.present(operation, response.getBackend(), response.getOpcRequestId()));
        Optional<Backend> then = seen.backendSet(backendSet).flatMap(set -> set.backends().stream()
                .filter(backend -> backend.name().equals(name))
                .findFirst());
        if (!then.equals(Optional.of(now))) {
            throw refused;
        }
        return response.getEtag();
    }
}
