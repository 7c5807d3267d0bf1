package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunStatus;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lock in a Lease of the upgraded cluster. Each renewal is a compare-and-set on the Lease's revision, so that two
 * processes can't both succeed. It neither reads nor writes the times in the Lease: a wrong clock does no harm.
 *
 * <p>It carries requests, as annotations of the Lease: {@code docs/rollouts.md} has them. A process that only requests
 * something needs the Role in {@code request-role.yaml}.
 *
 * <p>A run needs the Role in {@code run-role.yaml}, beside this class. Thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/architecture/leases/">Leases</a>
 */
public final class LeaseLock implements RunLock {
    private static final Duration TERM = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int ATTEMPTS = 5;

    /** There may be many that request something at once. */
    private static final int REQUEST_ATTEMPTS = 2 * MOST_REQUESTS;

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
    public State state() {
        Optional<Lease> found = object.find();
        return new State(
                found.flatMap(LeaseLock::holder),
                found.flatMap(LeaseAnnotations::run),
                found.map(LeaseAnnotations::requests).orElse(List.of()));
    }

    @Override
    public Held take(String runner, Optional<Holder> instead) {
        for (int attempt = 1; ; attempt++) {
            Lease found = object.find().orElse(null);
            if (found == null) {
                return new Ours(runner, object.create(lease(runner)));
            }
            requireHolder(found, instead);
            try {
                String revision = found.getMetadata().getResourceVersion();
                return new Ours(runner, object.patch(patch(revision, runner, LeaseAnnotations.taking(revision))));
            } catch (ServiceException e) {
                if (e.outcome() != Outcome.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                } // a request may have been written since it was read: the next look tells
            }
        }
    }

    private void requireHolder(Lease found, Optional<Holder> expected) {
        Optional<Holder> now = holder(found);
        if (!now.map(Holder::mark).equals(expected.map(Holder::mark))) {
            throw ServiceException.of(
                    Outcome.CONFLICT,
                    "take " + object.place(),
                    now.map(holder -> "runner " + holder.runner() + " has it").orElse("it has changed"));
        }
    }

    @Override
    public void request(RunRequest request) {
        String operation = "request " + request + " in " + object.place();
        for (int attempt = 1; ; attempt++) {
            Lease found = object.find()
                    .filter(lease -> holder(lease).isPresent())
                    .orElseThrow(() -> ServiceException.of(Outcome.NOT_FOUND, operation, "no run holds it"));
            String run = requireRun(found, request.runId(), operation);
            if (isThereOrFits(found, request, operation)) {
                return;
            }
            Map<String, Object> metadata = Map.of(
                    "resourceVersion",
                    found.getMetadata().getResourceVersion(),
                    "annotations",
                    LeaseAnnotations.adding(request.toBuilder().runId(run).build()));
            try {
                object.patch(Map.of("metadata", metadata));
                return;
            } catch (ServiceException e) {
                if (e.outcome() != Outcome.CONFLICT || attempt == REQUEST_ATTEMPTS) {
                    throw e;
                } // the run has renewed it, or there is another request
            }
        }
    }

    private static String requireRun(Lease found, Optional<String> wanted, String operation) {
        String run = LeaseAnnotations.run(found)
                .map(RunStatus::runId)
                .orElseThrow(() -> ServiceException.of(
                        Outcome.CONFLICT,
                        operation,
                        "the process that holds it has not said yet which run it is: try again"));
        if (!wanted.orElse(run).equals(run)) {
            throw ServiceException.of(
                    Outcome.CONFLICT, operation, "run " + run + " holds it, and not run " + wanted.orElse(""));
        }
        return run;
    }

    /** Whether the request is there already; if not, there has to be room for it. */
    private static boolean isThereOrFits(Lease found, RunRequest request, String operation) {
        List<RunRequest> waiting = LeaseAnnotations.requests(found);
        if (waiting.stream().anyMatch(other -> other.id().equals(request.id()))) {
            return true;
        }
        if (waiting.size() >= MOST_REQUESTS) {
            throw ServiceException.of(
                    Outcome.REJECTED,
                    operation,
                    waiting.size() + " requests wait already, and " + MOST_REQUESTS
                            + " are the most: see that the run is alive, or remove some");
        }
        return false;
    }

    private Map<String, Object> patch(String revision, String runner, Map<String, Object> annotations) {
        return Map.of(
                "metadata",
                Map.of("resourceVersion", revision, "annotations", annotations),
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
        // The revision of a Lease changes with a request, too: that is no sign of life of the holder.
        String mark =
                lease.getMetadata().getUid() + "/" + spec.getHolderIdentity() + "/" + LeaseAnnotations.renewed(lease);
        return Optional.of(new Holder(spec.getHolderIdentity(), mark, duration));
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
            renew(Update.NOTHING);
        }

        @Override
        public Requests renew(Update update) {
            for (int attempt = 1; ; attempt++) {
                try {
                    Lease renewed = object.patch(patch(revision, runner, LeaseAnnotations.renewing(revision, update)));
                    revision = renewed.getMetadata().getResourceVersion();
                    return new Requests(LeaseAnnotations.requests(renewed));
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
            release(Update.NOTHING);
        }

        @Override
        public void release(Update update) {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try {
                    object.patch(Map.of(
                            "metadata",
                            Map.of("resourceVersion", revision, "annotations", LeaseAnnotations.updating(update)),
                            "spec",
                            Map.of("holderIdentity", "")));
                    return;
                } catch (ServiceException e) {
                    if (!mayTryAgain(e)) {
                        return; // the lock ends with its term
                    }
                }
            }
        }

        private boolean mayTryAgain(ServiceException failure) {
            try {
                return failure.outcome() == Outcome.CONFLICT && isOursStill(failure);
            } catch (ServiceException e) {
                return false;
            }
        }
    }
}
