package io.github.evenkeel.testkit.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Balancer of one Service, brought step by step to what the Service and the nodes want. Its balancer is looked at only
 * when that has changed, so that what other clients do to a backend set stays until then. Used by one thread.
 */
final class BalancedService {
    private static final Logger LOG = LoggerFactory.getLogger(BalancedService.class);

    private final BalancerApi api;
    private final ServiceObject object;
    private final ServiceControllerOptions options;
    private final Set<String> toRewrite = new HashSet<>();
    private @Nullable WantedBalancer applied;
    private @Nullable String ownWork;

    BalancedService(BalancerApi api, ServiceObject object, ServiceControllerOptions options) {
        this.api = api;
        this.object = object;
        this.options = options;
    }

    /** Looks at the balancer again, even if nothing seems to have changed. */
    void lookAgain() {
        applied = null;
    }

    /** Writes all sets anew with the next steps. */
    void rewrite(WantedBalancer wanted) {
        wanted.sets().forEach(set -> toRewrite.add(set.name()));
        applied = null;
    }

    /** Takes the next step; returns when another one is to be taken, empty if nothing is left to do. */
    Optional<Duration> step(Service service, WantedBalancer wanted) {
        if (!ServiceObject.hasFinalizer(service)) {
            object.addFinalizer(service);
        }
        if (wanted.equals(applied)) {
            return Optional.empty();
        }
        if (!wanted.hasNodes()) {
            LOG.warn(
                    "Service {}/{} has no node left for its load balancer, which stays as it is",
                    service.getMetadata().getNamespace(),
                    service.getMetadata().getName());
            return Optional.empty();
        }
        Optional<Duration> wait = awaitOwnWork();
        if (wait.isPresent()) {
            return wait;
        }
        Optional<JsonNode> found = api.find(wanted.displayName());
        if (found.isEmpty()) {
            return begun(api.create(wanted));
        }
        if (api.isBusy(found.get())) {
            return Optional.of(options.retry());
        }
        Optional<BalancerChange.Call> change = new BalancerChange(api, found.get()).next(wanted, toRewrite);
        if (change.isPresent()) {
            return begun(change.get().make());
        }
        List<String> addresses = StreamSupport.stream(
                        found.get().path("ipAddresses").spliterator(), false)
                .map(address -> address.path("ipAddress").asText())
                .toList();
        if (!addresses.equals(ServiceObject.addresses(service))) {
            object.addresses(service, addresses);
        }
        applied = wanted;
        return Optional.empty();
    }

    /** Takes the next step to the end of a balancer that is not wanted any more. */
    Optional<Duration> stepToEnd(Service service) {
        applied = null;
        if (!ServiceObject.hasFinalizer(service)) {
            return Optional.empty();
        }
        Optional<Duration> wait = awaitOwnWork();
        if (wait.isPresent()) {
            return wait;
        }
        Optional<JsonNode> found = api.find(service.getMetadata().getUid());
        if (found.isPresent()) {
            return api.isBusy(found.get()) ? Optional.of(options.retry()) : begun(api.delete(found.get()));
        }
        if (service.getMetadata().getDeletionTimestamp() == null) {
            object.addresses(service, List.of());
        }
        object.removeFinalizer(service);
        return Optional.empty();
    }

    private Optional<Duration> begun(Optional<String> workRequest) {
        ownWork = workRequest.orElse(null);
        return Optional.of(options.poll());
    }

    private Optional<Duration> awaitOwnWork() {
        if (ownWork == null) {
            return Optional.empty();
        }
        BalancerApi.Work work = api.work(ownWork);
        if (work == BalancerApi.Work.RUNNING) {
            return Optional.of(options.poll());
        }
        ownWork = null;
        return work == BalancerApi.Work.FAILED ? Optional.of(options.retry()) : Optional.empty();
    }
}
