package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunRequest.Kind;
import io.github.evenkeel.spi.RunStatus;

/** Requests that another process writes into the lock of a run. */
final class LockRequests {
    private static final String AUTHOR = "operator";

    private final World world;
    private int serial;

    LockRequests(World world) {
        this.world = world;
    }

    /** Writes one of any kind, as far as a run holds the lock. */
    boolean write() {
        return switch (world.draw.below(6)) {
            case 0, 1 -> pause();
            case 2 -> write(request(Kind.STOP).build());
            case 3 -> write(request(Kind.CANCEL).build());
            case 4 ->
                write(
                        world.draw.oneIn(2)
                                ? request(Kind.of("FLY")).build()
                                : request(Kind.APPROVE).gateId("none").build());
            default ->
                write(
                        world.draw.oneIn(2)
                                ? RunRequest.read("r" + ++serial, "garbage")
                                : request(Kind.CANCEL).runId("another run").build());
        };
    }

    /** The run is resumed some time later, whichever process is at work by then. */
    private boolean pause() {
        if (!write(request(Kind.PAUSE).build())) {
            return false;
        }
        resumeAfter(world.draw.seconds(1, 600));
        return true;
    }

    private void resumeAfter(long nanos) {
        world.after(nanos, "OTHERS", "resume by the lock", () -> {
            if (write(request(Kind.RESUME).build())) {
                world.truth.pausedAt = Long.MAX_VALUE; // the run goes on as soon as it has read that
            } else {
                resumeAfter(world.draw.seconds(30, 90));
            }
        });
    }

    /** Whether the run is to go on, however it was paused, as soon as it has read its requests. */
    boolean resumeWaits() {
        return world.truth.lockRequests.values().stream()
                .anyMatch(request -> request.kind().equals(Kind.RESUME));
    }

    private RunRequest.Builder request(Kind kind) {
        RunStatus run = world.truth.lockedRun;
        return RunRequest.builder(kind, AUTHOR).id("r" + ++serial).runId(run == null ? "none" : run.runId());
    }

    private boolean write(RunRequest request) {
        boolean isHeld = world.truth.lock != null && world.truth.lockedRun != null;
        if (!isHeld || world.truth.lockRequests.size() >= RunLock.MOST_REQUESTS) {
            return false;
        }
        world.truth.lockRequests.put(request.id(), request);
        world.log.add(world.truth.now, "OTHERS", "request " + request.id() + ": " + request);
        return true;
    }
}
