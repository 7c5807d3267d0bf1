package io.github.evenkeel.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunStatus;
import io.github.evenkeel.spi.ServiceException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Writes a request into the Lease of a run, and waits for the answer. */
final class RequestSender {
    /** However short the wait is: a write whose response was lost is made again. */
    private static final Duration SHORTEST = Duration.ofSeconds(20);

    private static final long PAUSE_MILLIS = 500;
    private static final int ANSWERED = 0;
    private static final int REFUSED = 1;
    private static final int NOT_ANSWERED = 3;

    private final RequestOptions options;
    private final RunLock lock;
    private final PrintStream out;

    RequestSender(RequestOptions options, KubernetesClient client, PrintStream out) {
        this.options = options;
        lock = options.lease.lock(client);
        this.out = out;
    }

    /** Answers with the exit code. */
    int send(RunRequest request) throws InterruptedException {
        RunRequest written = write(request);
        String run = written.runId().orElse("");
        out.println("requested of run " + run + ": " + written);
        if (options.patience().isZero()) {
            return ANSWERED;
        }
        long end = System.nanoTime() + options.patience().toNanos();
        while (true) {
            Optional<Integer> exit = answer(written, run);
            if (exit.isPresent()) {
                return exit.get();
            }
            if (System.nanoTime() >= end) {
                out.println("no answer within " + options.patience().toSeconds()
                        + " s: the run is busy, or its process has ended; the request stays in "
                        + options.lease.place());
                return NOT_ANSWERED;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** The same request is written again for as long as that may help. */
    private RunRequest write(RunRequest request) throws InterruptedException {
        Duration most = options.patience().compareTo(SHORTEST) > 0 ? options.patience() : SHORTEST;
        long end = System.nanoTime() + most.toNanos();
        RunRequest named = request;
        while (true) {
            try {
                named = request.toBuilder().runId(run(named.runId())).build();
                lock.request(named);
                return named;
            } catch (ServiceException e) {
                if (!e.isRetryable() || System.nanoTime() >= end) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /**
     * The run that the request is for, so that no later one takes it for its own.
     *
     * @param before that was found before; empty at first
     */
    private String run(Optional<String> before) {
        Optional<String> wanted = before.or(() -> options.run);
        RunLock.State now = lock.state();
        if (now.holder().isEmpty()) {
            throw ServiceException.of(
                    ServiceException.Outcome.REJECTED,
                    "request",
                    "no run holds " + options.lease.place()
                            + now.run()
                                    .map(last -> "; run " + last.runId() + " held it last, and has ended")
                                    .orElse(""));
        }
        String run = now.run()
                .map(RunStatus::runId)
                .orElseThrow(() -> ServiceException.of(
                        ServiceException.Outcome.UNAVAILABLE,
                        "request",
                        "the process that holds " + options.lease.place() + " has not said yet which run it is"));
        if (!wanted.orElse(run).equals(run)) {
            throw ServiceException.of(
                    ServiceException.Outcome.REJECTED,
                    "request",
                    "run " + run + " holds " + options.lease.place() + ", and not run " + wanted.orElse(""));
        }
        return run;
    }

    private Optional<Integer> answer(RunRequest request, String run) {
        RunLock.State now;
        try {
            now = lock.state();
        } catch (ServiceException e) {
            if (e.isRetryable()) {
                return Optional.empty();
            }
            throw e;
        }
        Optional<AnsweredRequest> answer = now.run().map(RunStatus::answered).stream()
                .flatMap(answered -> answered.stream())
                .filter(one -> one.request().id().equals(request.id()))
                .findFirst();
        if (answer.isPresent()) {
            out.println(answer.get());
            return Optional.of(answer.get().refusal().isPresent() ? REFUSED : ANSWERED);
        }
        boolean waits = now.requests().stream().anyMatch(one -> one.id().equals(request.id()));
        if (waits && now.holder().isPresent()) {
            return Optional.empty();
        }
        if (waits) {
            out.println("run " + run + " has ended without an answer: if it is recovered, it reads the request then");
            return Optional.of(REFUSED);
        }
        out.println("the request is no longer in " + options.lease.place() + ", and its answer is not there either:"
                + " the journal of run " + run + " has it");
        return Optional.of(NOT_ANSWERED);
    }
}
