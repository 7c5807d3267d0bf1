package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.WorkRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Work requests of one service, of all processes. */
final class Requests {
    private static final long FOR_EVER = 3_600_000_000_000L * 24;

    private final World world;
    private final List<WorkRequest> open = new ArrayList<>();
    private final Map<String, Runnable> whenIdle = new HashMap<>();

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
        String kind = call.toString();
        WorkRequest request = open(kind, resource);
        boolean fails = world.faults.strikes(Fault.REQUEST_FAILED, call);
        boolean doesNothing = !fails && world.faults.strikes(Fault.REQUEST_WITHOUT_EFFECT, call);
        request.vanished = world.faults.strikes(Fault.REQUEST_VANISHED, call);
        long takes = nanos + (world.faults.strikes(Fault.REQUEST_SLOW, call) ? world.draw.seconds(20, 1200) : 0);
        world.after(takes, "work request", kind, () -> {
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
        world.after(nanos, "work request", request.kind, () -> {
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
        whenIdle.put(resource, then);
    }

    private void end(WorkRequest request, Operation.State state) {
        request.state = state;
        open.remove(request);
        world.truth.changes++;
        if (!busy(request.resource)) {
            Runnable then = whenIdle.remove(request.resource);
            if (then != null) {
                then.run();
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

    List<Operation> inFlight() {
        return open.stream()
                .filter(request -> !request.vanished)
                .map(Requests::seen)
                .toList();
    }

    /**
     * Requests of one kind on a resource that failed, and that no request of these kinds has followed that ended well.
     */
    List<Operation> lastFailed(String resource, Call kind, Call other) {
        List<WorkRequest> ended = new ArrayList<>();
        for (WorkRequest request : world.truth.requests.values()) {
            boolean counts = request.kind.equals(kind.toString()) || request.kind.equals(other.toString());
            if (counts
                    && request.resource.equals(resource)
                    && !request.vanished
                    && seen(request).ended()) {
                ended.add(0, request);
            }
        }
        return ended.stream()
                .takeWhile(request -> request.state == Operation.State.FAILED)
                .filter(request -> request.kind.equals(kind.toString()))
                .map(Requests::seen)
                .toList();
    }

    boolean hasFailed(Operation begun) {
        WorkRequest request = world.truth.requests.get(begun.id());
        return request != null && request.state == Operation.State.FAILED;
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
