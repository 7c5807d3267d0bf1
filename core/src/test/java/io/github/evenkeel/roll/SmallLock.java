package io.github.evenkeel.roll;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunStatus;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lock in memory, which another process may take or renew whenever a test wants. */
final class SmallLock implements RunLock {
    static final Duration TERM = Duration.ofMinutes(2);

    private final Map<String, RunRequest> requests = new LinkedHashMap<>();
    private @Nullable RunStatus run;
    private @Nullable String runner;
    private @Nullable String quicker;
    private int revision;
    private int answered;
    private int unanswered;
    private boolean answerIsLost;
    private Runnable whenLookedAt = () -> {};
    private Supplier<Duration> clock = () -> Duration.ZERO;
    private Duration renewed = Duration.ZERO;
    private Duration longest = Duration.ZERO;

    void isObserved(Supplier<Duration> time) {
        clock = time;
        renewed = time.get();
    }

    Duration longestWithoutRenewal() {
        return longest;
    }

    /** As a process does that is not under test. */
    void isTakenBy(String other) {
        runner = other;
        revision++;
    }

    void isTakenJustBeforeUsBy(String other) {
        quicker = other;
    }

    /** After so many answers, the service says that it failed so many times. */
    void fails(int answers, int times) {
        answered = answers;
        unanswered = times;
    }

    /** The next process that takes it has it; the holder is not notified. */
    void losesTheAnswer() {
        answerIsLost = true;
    }

    void isRenewedAtEveryLook() {
        whenLookedAt = () -> revision++;
    }

    @Override
    public Optional<Holder> holder() {
        if (answered-- <= 0 && unanswered > 0) {
            unanswered--;
            throw ServiceException.builder(Outcome.UNAVAILABLE, "read lock", "HTTP 503")
                    .requestId("req-7")
                    .build();
        }
        whenLookedAt.run();
        return runner == null ? Optional.empty() : Optional.of(new Holder(runner, Integer.toString(revision), TERM));
    }

    /** Has a request in it, whatever it is. */
    void carries(RunRequest request) {
        requests.put(request.id(), request);
    }

    @Override
    public void request(RunRequest request) {
        carries(request);
    }

    @Override
    public State state() {
        return new State(holder(), Optional.ofNullable(run), List.copyOf(requests.values()));
    }

    @Override
    public Held take(String taker, Optional<Holder> instead) {
        if (quicker != null) {
            isTakenBy(quicker);
        }
        if (!holder().equals(instead)) {
            throw failure(Outcome.CONFLICT);
        }
        isTakenBy(taker);
        if (answerIsLost) {
            answerIsLost = false;
            throw SmallWorld.lost("take lock");
        }
        return new Held() {
            @Override
            public Duration term() {
                return TERM;
            }

            @Override
            public void renew() {
                if (!taker.equals(runner)) {
                    throw failure(Outcome.DENIED);
                }
                revision++;
                Duration since = clock.get().minus(renewed);
                longest = since.compareTo(longest) > 0 ? since : longest;
                renewed = clock.get();
            }

            @Override
            public Requests renew(Update update) {
                renew();
                write(update);
                return new Requests(List.copyOf(requests.values()));
            }

            @Override
            public void release() {
                runner = null;
            }

            @Override
            public void release(Update update) {
                write(update);
                release();
            }
        };
    }

    private void write(Update update) {
        run = update.run().orElse(run);
        requests.keySet().removeAll(update.answered());
    }

    private ServiceException failure(Outcome outcome) {
        return ServiceException.of(outcome, "take lock", "runner " + runner + " has it");
    }
}
