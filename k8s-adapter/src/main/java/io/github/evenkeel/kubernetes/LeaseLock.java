package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Lock in a Lease of the upgraded cluster. Each renewal is a compare-and-set on the Lease's revision, so that two
 * processes can't both succeed. It neither reads nor writes the times in the Lease: a wrong clock does no harm.
 *
 * <p>Needs the Role in {@code run-role.yaml}, beside this class. Thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/architecture/leases/">Leases</a>
 */
public final class LeaseLock implements RunLock {
    private static final Duration TERM = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int ATTEMPTS = 3;

    private final OwnObject<Lease> object;
    private final Duration term;

    private LeaseLock(KubernetesClient client, String namespace, String name, Duration term) {
        object = new OwnObject<>(
                new ApiServer(client),
                "Lease " + namespace + "/" + name,
                "apis/coordination.k8s.io/v1/namespaces/" + ApiCall.encoded(namespace) + "/leases",
                name,
                Lease.class,
                new OwnObject.Verbs(Permission.GET_LEASES, Permission.CREATE_LEASES, Permission.PATCH_LEASES));
        this.term = term;
    }

    /**
     * Creates a lock in a Lease, which is created when it is first taken. An existing Lease of that name without this
     * library's label is refused. The term is two minutes. The caller closes the client.
     */
    public static LeaseLock of(KubernetesClient client, String namespace, String name) {
        return new LeaseLock(client, namespace, name, TERM);
    }

    /**
     * Returns a lock with another term: how long a process that died blocks others, and how long a living one may go
     * without a response of the API server.
     *
     * @param duration whole seconds, from 3 to a day
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public LeaseLock withTerm(Duration duration) {
        if (duration.toSeconds() < 3 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the term of a lease is " + duration + "; needed is 3 s at least, and a day at most");
        }
        return new LeaseLock(this, Duration.ofSeconds(duration.toSeconds()));
    }

    private LeaseLock(LeaseLock other, Duration term) {
        object = other.object;
        this.term = term;
    }

    @Override
    public Optional<Holder> holder() {
        return object.find().flatMap(LeaseLock::holder);
    }

    @Override
    public Held take(String runner, Optional<Holder> instead) {
        Lease found = object.find().orElse(null);
        if (found == null) {
            return new Ours(runner, object.create(lease(runner)));
        }
        Optional<Holder> now = holder(found);
        if (!now.map(Holder::mark).equals(instead.map(Holder::mark))) {
            throw ServiceException.of(
                    Outcome.CONFLICT,
                    "take " + object.place(),
                    now.map(holder -> "runner " + holder.runner() + " has it").orElse("it has changed"));
        }
        return new Ours(runner, object.patch(patch(found.getMetadata().getResourceVersion(), runner)));
    }

    private Map<String, Object> patch(String revision, String runner) {
        return Map.of(
                "metadata",
                Map.of("resourceVersion", revision),
                "spec",
                Map.of("holderIdentity", runner, "leaseDurationSeconds", term.toSeconds()));
    }

    private Lease lease(String runner) {
        return new LeaseBuilder()
                .withMetadata(object.metadata().build())
                .withNewSpec()
                .withHolderIdentity(runner)
                .withLeaseDurationSeconds(Math.toIntExact(term.toSeconds()))
                .endSpec()
                .build();
    }

    private static Optional<Holder> holder(Lease lease) {
        LeaseSpec spec = lease.getSpec();
        if (spec == null
                || spec.getHolderIdentity() == null
                || spec.getHolderIdentity().isEmpty()) {
            return Optional.empty();
        }
        Duration duration =
                spec.getLeaseDurationSeconds() == null ? TERM : Duration.ofSeconds(spec.getLeaseDurationSeconds());
        return Optional.of(
                new Holder(spec.getHolderIdentity(), lease.getMetadata().getResourceVersion(), duration));
    }

    private final class Ours implements Held {
        private final String runner;
        private String revision;

        Ours(String runner, Lease taken) {
            this.runner = runner;
            this.revision = taken.getMetadata().getResourceVersion();
        }

        @Override
        public Duration term() {
            return term;
        }

        @Override
        public void renew() {
            for (int attempt = 1; ; attempt++) {
                try {
                    Map<String, Object> patch = Map.of(
                            "metadata",
                            Map.of("resourceVersion", revision, "annotations", Map.of(RENEWALS, revision)),
                            "spec",
                            Map.of("holderIdentity", runner, "leaseDurationSeconds", term.toSeconds()));
                    revision = object.patch(patch).getMetadata().getResourceVersion();
                    return;
                } catch (ServiceException e) {
                    if (attempt == ATTEMPTS || !isOursStill(e)) {
                        throw e;
                    }
                }
            }
        }

        private boolean isOursStill(ServiceException failure) {
            if (failure.outcome() == Outcome.NOT_FOUND) {
                revision = object.create(lease(runner)).getMetadata().getResourceVersion();
                return true;
            }
            if (failure.outcome() != Outcome.CONFLICT) {
                return false;
            }
            Lease now = object.find().orElse(null);
            Optional<Holder> holder = now == null ? Optional.empty() : holder(now);
            if (now != null && !holder.map(Holder::runner).equals(Optional.of(runner))) {
                throw ServiceException.of(
                        Outcome.DENIED,
                        "renew " + object.place(),
                        holder.map(other -> "runner " + other.runner() + " has it now")
                                .orElse("its holder was removed"));
            }
            if (now != null) {
                revision = now.getMetadata().getResourceVersion();
            }
            return true;
        }

        @Override
        public void release() {
            try {
                object.patch(
                        Map.of("metadata", Map.of("resourceVersion", revision), "spec", Map.of("holderIdentity", "")));
            } catch (ServiceException e) {
                // The lock ends with its term.
            }
        }
    }

    /** Annotation that changes with each renewal: a write without a change would not change the revision. */
    private static final String RENEWALS = "evenkeel.io/renewed-at-revision";
}
