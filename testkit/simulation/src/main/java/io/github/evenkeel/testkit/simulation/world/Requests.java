package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.WorkRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work requests of one service, of all processes. */
final class Requests {
    private static final long FOR_EVER = 3_600_000_000_000L * 24;

    private final World world;
    private final List<WorkRequest> open = new ArrayList<>();
    private final Map<String, List<Runnable>> whenIdle = new HashMap<>();

    Requests(World world) {
        this.world = world;
    }

    /** Something that takes a while and then has an effect, unless a fault has it otherwise. */
    Operation begin(Call call, String resource, long nanos, Runnable effect) {
        return begin(call, resource, nanos, (request, done) -> {
            effect.run();
            done.run();
        });
    }

    /** As above, for work that says itself when it is done. */
    Operation begin(Call call, String resource, long nanos, Work work) {
        return begin(call, resource, null, nanos, work);
    }

    /** As above, for the deletion of a machine of the resource: of these there may be several at once. */
    Operation begin(Call call, String resource, @Nullable Machine machine, long nanos, Work work) {
        String kind = call.toString();
        WorkRequest request = open(kind, resource);
        request.machine = machine;
        boolean fails = world.faults.strikes(Fault.REQUEST_FAILED, call);
        boolean doesNothing = !fails && world.faults.strikes(Fault.REQUEST_WITHOUT_EFFECT, call);
        request.vanished = world.faults.strikes(Fault.REQUEST_VANISHED, call);
        long takes = nanos + (world.faults.strikes(Fault.REQUEST_SLOW, call) ? world.draw.seconds(20, 1200) : 0);
        world.after(takes, "work request", kind + " of " + resource, () -> {
            if (fails) {
                request.detail = "InternalError";
                end(request, Operation.State.FAILED);
            } else if (doesNothing) {
                end(request, Operation.State.SUCCEEDED);
            } else if (world.faults.strikes(Fault.REQUEST_ENDS_EARLY, call)) {
                end(request, Operation.State.SUCCEEDED);
                request.effectDue = true;
                world.after(world.draw.seconds(1, 8), "late effect of", kind, () -> {
                    request.effectDue = false;
                    work.run(request, () -> {});
                });
            } else {
                work.run(request, () -> end(request, Operation.State.SUCCEEDED));
            }
        });
        return seen(request);
    }

    /**
     * Another party has the service work on something, which takes no other change meanwhile.
     *
     * @param effect what comes of it at its end
     */
    void occupy(String resource, long nanos, Runnable effect) {
        WorkRequest request = open("UPDATE_OF_ANOTHER", resource);
        request.byOthers = true;
        world.after(nanos, "work request", request.kind + " of " + resource, () -> {
            effect.run();
            end(request, Operation.State.SUCCEEDED);
        });
    }

    private WorkRequest open(String kind, String resource) {
        WorkRequest request = new WorkRequest("request-" + world.serial(), kind, resource);
        world.truth.requests.put(request.id, request);
        open.add(request);
        return request;
    }

    /** Work of a work request, which reports its own end. */
    @FunctionalInterface
    interface Work {
        void run(WorkRequest request, Runnable done);
    }

    /** Has something happen once the service no longer works on a resource that it works on now. */
    void whenIdle(String resource, Runnable then) {
        whenIdle.computeIfAbsent(resource, any -> new ArrayList<>()).add(then);
    }

    private void end(WorkRequest request, Operation.State state) {
        request.state = state;
        open.remove(request);
        world.truth.changes++;
        Machine machine = request.machine;
        if (machine != null) {
            machine.deletionFailed = state == Operation.State.FAILED && machine.remains();
        }
        if (!busy(request.resource)) {
            List<Runnable> then = whenIdle.remove(request.resource);
            if (then != null) {
                then.forEach(Runnable::run);
            }
        }
        world.time.after(FOR_EVER, () -> world.truth.requests.remove(request.id));
    }

    boolean busy(String resource) {
        for (WorkRequest request : open) {
            if (request.resource.equals(resource)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the service works on it, the deletion of its machines aside. */
    boolean busyWithOther(String resource) {
        return open.stream().anyMatch(request -> request.machine == null && request.resource.equals(resource));
    }

    /** Whether the service gives a pool another size: it takes no other change of it from any client. */
    boolean resizes(String pool) {
        return world.truth.requests.values().stream()
                .anyMatch(request -> request.isUnderway()
                        && request.kind.equals(Call.RESIZE_POOL.toString())
                        && request.resource.equals(pool));
    }

    boolean deletes(Machine machine) {
        return open.stream().anyMatch(request -> request.machine == machine);
    }

    List<Operation> inFlight() {
        return open.stream()
                .filter(request -> !request.vanished)
                .map(Requests::seen)
                .toList();
    }

    /**
     * Failed deletions of machines of a pool that the service may still carry out: neither has the pool been changed
     * since, nor has the machine been deleted after all.
     */
    List<Operation> failedDeletions(String pool) {
        List<WorkRequest> failed = new ArrayList<>();
        for (WorkRequest request : world.truth.requests.values()) {
            if (request.vanished || request.byOthers || !request.resource.equals(pool)) {
                continue;
            }
            if (request.state == Operation.State.SUCCEEDED) {
                failed.removeIf(one -> request.machine == null || request.machine == one.machine);
            } else if (request.state == Operation.State.FAILED && request.machine != null) {
                failed.add(0, request);
            }
        }
        return failed.stream().map(Requests::seen).toList();
    }

    Operation read(Line line, Call call, String id) {
        WorkRequest request = world.truth.requests.get(id);
        if (request == null || request.vanished) {
            throw line.refusal(Outcome.NOT_FOUND, call, id, "HTTP 404 NotAuthorizedOrNotFound");
        }
        return seen(request);
    }

    private static Operation seen(WorkRequest request) {
        return Operation.builder(request.id, request.state)
                .kind(request.kind)
                .detail(request.detail)
                .requestId("req-of-" + request.id)
                .build();
    }
}
