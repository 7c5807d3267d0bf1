package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.LockHeld;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lock of a world, for one process at a time. */
public final class SimulatedLock implements RunLock {
    private static final String NAME = "lock";
    private static final Duration TERM = Duration.ofMinutes(2);

    private final World world;
    private final Truth truth;
    private final Line line;

    /** One way to it. */
    public SimulatedLock(World world) {
        this.world = world;
        truth = world.truth;
        line = new Line(world);
    }

    @Override
    public Optional<Holder> holder() {
        return line.call(Call.READ_LOCK, NAME, () -> holder(truth.lock));
    }

    @Override
    public Held take(String runner, Optional<Holder> instead) {
        line.call(Call.TAKE_LOCK, NAME, () -> {
            if (!holder(truth.lock).map(Holder::mark).equals(instead.map(Holder::mark))) {
                throw line.refusal(Outcome.CONFLICT, Call.TAKE_LOCK, NAME, "another process has taken or renewed it");
            }
            LockHeld before = truth.lock;
            if (before != null) {
                world.invariants().takesOver(before, truth);
            }
            truth.lockedRun = null;
            return hold(runner);
        });
        return new Ours(runner);
    }

    @Override
    public State state() {
        return line.call(
                Call.READ_LOCK,
                NAME,
                () -> new State(
                        holder(truth.lock),
                        Optional.ofNullable(truth.lockedRun),
                        List.copyOf(truth.lockRequests.values())));
    }

    @Override
    public void request(RunRequest request) {
        line.call(Call.REQUEST_RUN, NAME, () -> {
            if (truth.lock == null) {
                throw line.refusal(Outcome.NOT_FOUND, Call.REQUEST_RUN, NAME, "no run holds it");
            }
            String run = truth.lockedRun == null ? "" : truth.lockedRun.runId();
            if (run.isEmpty() || !request.runId().orElse(run).equals(run)) {
                throw line.refusal(Outcome.CONFLICT, Call.REQUEST_RUN, NAME, "held by run '" + run + "'");
            }
            boolean isThere = truth.lockRequests.containsKey(request.id());
            if (!isThere && truth.lockRequests.size() >= MOST_REQUESTS) {
                throw line.refusal(Outcome.REJECTED, Call.REQUEST_RUN, NAME, "too many requests wait");
            }
            truth.lockRequests.putIfAbsent(
                    request.id(), request.toBuilder().runId(run).build());
            return true;
        });
    }

    private static Optional<Holder> holder(@Nullable LockHeld lock) {
        return Optional.ofNullable(lock).map(one -> new Holder(one.holder(), String.valueOf(one.renewal()), TERM));
    }

    private LockHeld hold(String runner) {
        long renewal = truth.lock == null ? 1 : truth.lock.renewal() + 1;
        LockHeld held = new LockHeld(
                Objects.requireNonNullElse(truth.runner, runner), runner, renewal, truth.askedAt + TERM.toNanos());
        truth.lock = held;
        return held;
    }

    private final class Ours implements Held {
        private final String runner;

        Ours(String runner) {
            this.runner = runner;
        }

        @Override
        public Duration term() {
            return TERM;
        }

        @Override
        public void renew() {
            renew(Update.NOTHING);
        }

        @Override
        public Requests renew(Update update) {
            return line.call(Call.RENEW_LOCK, NAME, () -> {
                if (truth.lock == null || !truth.lock.holder().equals(runner)) {
                    throw line.refusal(Outcome.DENIED, Call.RENEW_LOCK, NAME, "another process has it");
                }
                hold(runner);
                write(update);
                return new Requests(List.copyOf(truth.lockRequests.values()));
            });
        }

        private void write(Update update) {
            truth.lockedRun = update.run().orElse(truth.lockedRun);
            truth.lockRequests.keySet().removeAll(update.answered());
        }

        @Override
        public void release() {
            release(Update.NOTHING);
        }

        @Override
        public void release(Update update) {
            line.call(Call.RELEASE_LOCK, NAME, () -> {
                if (truth.lock != null && truth.lock.holder().equals(runner)) {
                    truth.lock = null;
                    write(update);
                }
                return true;
            });
        }
    }
}
