package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.invariant.Call.Answer;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Network between the run and the services: calls take time, and faults drop or refuse them. */
final class Line {
    private static final long FOR_EVER = Duration.ofDays(1).toNanos();

    private final World world;
    private final Past past;
    private final Refusals refusals;
    private long requests;
    private long downUntil;

    Line(World world) {
        this.world = world;
        past = new Past(world);
        refusals = new Refusals(world);
    }

    /**
     * Carries a call.
     *
     * @param work what the service does: it is done once, or not at all
     */
    <T> T call(Call call, String object, Supplier<T> work) {
        return call(call, object, object, work);
    }

    /**
     * Carries a call that changes something.
     *
     * @param whole what has to be read to see whether it did
     * @param work what the service does: it is done once, or not at all
     */
    <T> T call(Call call, String object, String whole, Supplier<T> work) {
        world.time.heed();
        world.tick();
        long askedAt = world.truth.now;
        world.others.called(call);
        world.runners.beforeCall(call);
        Fault fault = world.faults.atCall(call);
        travel(fault, world.time::sleepOnTheWire);
        boolean reached = false;
        boolean answered = false;
        try {
            trickle(fault == Fault.ANSWER_TRICKLES && world.draw.oneIn(3));
            if (call.isKubernetes() && world.others.apiServerIsDown()) {
                throw failure(Outcome.UNAVAILABLE, call, object, "connection refused", null);
            }
            if (world.truth.now < downUntil && !world.faults.healed()) {
                throw failure(Outcome.UNAVAILABLE, call, object, "connection timed out", null);
            }
            Fault moment = refusals.now(fault, call, object);
            boolean silent = fault == Fault.NO_ANSWER;
            if (silent && world.draw.oneIn(2)) {
                hang(call, object, whole);
            }
            strikeBefore(moment == null ? fault : moment, call, object);
            world.truth.askedAt = askedAt;
            world.heedRunner();
            reached = true;
            T answer = call.isRead() ? past.shown(call, object, work.get()) : work.get();
            refusals.answered(call, object);
            world.runners.afterEffect(call);
            if (silent) {
                hang(call, object, whole);
            }
            strikeAfter(fault, call, object);
            trickle(fault == Fault.ANSWER_TRICKLES);
            travel(fault, world.time::sleep);
            answered = true;
            world.invariants().called(call, object, whole, Answer.GIVEN);
            return answer;
        } catch (ServiceException e) {
            answered = true;
            world.tick();
            world.log.add(world.truth.now, reached ? "LOST OR REFUSED" : "FAILED", e.operation() + ": " + e.reason());
            world.invariants().called(call, object, whole, e.isOutcomeUnknown() ? Answer.LOST : Answer.REFUSED);
            throw e;
        } finally {
            if (!answered) {
                // The caller has given it up, or is no more.
                world.invariants().called(call, object, whole, Answer.LOST);
            }
        }
    }

    /** For longer than any deadline of a call. */
    private void trickle(boolean strikes) {
        if (strikes) {
            world.faults.count(Fault.ANSWER_TRICKLES);
            world.time.sleep(world.draw.seconds(700, 3600));
            world.tick();
        }
    }

    /** Until the run gives the call up, which unwinds it here. */
    private void hang(Call call, String object, String whole) {
        world.faults.count(Fault.NO_ANSWER);
        world.log.add(world.truth.now, "NO ANSWER", call + " " + object);
        world.invariants().called(call, object, whole, Answer.LOST);
        world.time.sleep(FOR_EVER);
        throw new AssertionError("the run has waited for a day for " + call + " " + object);
    }

    private void travel(@Nullable Fault fault, LongConsumer sleep) {
        if (fault == Fault.SLOW_ANSWER) {
            world.faults.count(fault);
            sleep.accept(world.draw.seconds(1, 20));
        } else if (world.draw.oneIn(4)) {
            sleep.accept(world.draw.millis(1, 80));
        }
        world.tick();
    }

    private void strikeBefore(@Nullable Fault fault, Call call, String object) {
        if (fault == null) {
            return;
        }
        switch (fault) {
            case REQUEST_LOST -> strike(fault, failure(Outcome.UNKNOWN, call, object, "connection reset", null));
            case DENIED ->
                strike(fault, failure(Outcome.UNAUTHENTICATED, call, object, "HTTP 401 NotAuthenticated", null));
            case HIDDEN ->
                strike(fault, failure(Outcome.NOT_FOUND, call, object, "HTTP 404 NotAuthorizedOrNotFound", null));
            case CONFLICT -> {
                if (call.isChange() || call.writesRecords()) {
                    strike(fault, failure(Outcome.CONFLICT, call, object, "HTTP 409 IncorrectState", null));
                }
            }
            case CHANGED_SINCE -> {
                if (call.isChange() || call.writesRecords()) {
                    strike(fault, failure(Outcome.CONFLICT, call, object, "HTTP 412 NoEtagMatch", null));
                }
            }
            case THROTTLED -> strike(fault, failure(Outcome.THROTTLED, call, object, "HTTP 429 TooManyRequests", null));
            case THROTTLED_FOR_A_WHILE ->
                strike(
                        fault,
                        failure(
                                Outcome.THROTTLED,
                                call,
                                object,
                                "HTTP 429 TooManyRequests",
                                Duration.ofSeconds(world.draw.between(1, 45))));
            case PAGE_LOST -> {
                if (call.isList()) {
                    strike(fault, failure(Outcome.UNAVAILABLE, call, object, "HTTP 410 Gone: page 2", null));
                }
            }
            case SERVER_ERROR -> {
                if (world.draw.oneIn(2)) {
                    strike(fault, failure(Outcome.UNAVAILABLE, call, object, "HTTP 503 ServiceUnavailable", null));
                }
            }
            default -> {}
        }
    }

    private void strikeAfter(@Nullable Fault fault, Call call, String object) {
        if (fault == Fault.OUTAGE) {
            downUntil = world.truth.now + world.draw.seconds(60, 3600);
        }
        if (fault == Fault.ANSWER_LOST || fault == Fault.OUTAGE) {
            strike(fault, failure(Outcome.UNKNOWN, call, object, "timeout while reading the answer", null));
        } else if (fault == Fault.SERVER_ERROR) {
            strike(fault, failure(Outcome.UNAVAILABLE, call, object, "HTTP 500 InternalServerError", null));
        }
    }

    private void strike(Fault fault, ServiceException e) {
        world.faults.count(fault);
        throw e;
    }

    /** A refusal by the service's own rules. */
    ServiceException refusal(Outcome outcome, Call call, String object, String message) {
        return failure(outcome, call, object, message, null);
    }

    private ServiceException failure(
            Outcome outcome, Call call, String object, String message, @Nullable Duration retryAfter) {
        return ServiceException.builder(outcome, call + " " + object, message)
                .requestId("req-" + ++requests)
                .retryAfter(retryAfter)
                .build();
    }
}
