package io.github.evenkeel.run;

import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Waits for operations of services. */
public final class Operations {
    private final Waits waits;
    private final Retries retries;

    public Operations(Waits waits, Retries retries) {
        this.waits = waits;
        this.retries = retries;
    }

    /** Waits until the operation has ended, however it did. */
    public Operation awaitEnd(Operation begun, Function<String, Operation> read, Duration atMost) {
        String object = begun.kind() + " (operation " + begun.id() + ")";
        return waits.await(new WaitCondition(object, "ended", atMost), () -> {
            Operation now = read(begun, read);
            Duration pause = now.askAgainAfter().orElse(Duration.ZERO);
            return new PollResult<>(
                    now.ended() ? now : null,
                    now.state().toString(),
                    now.requestId().orElse(null),
                    pause);
        });
    }

    /** Reads it; one that the service knows no more has ended, and what came of it has to be looked at. */
    public Operation read(Operation begun, Function<String, Operation> read) {
        return retries.call("read operation " + begun.id(), () -> known(begun, read));
    }

    private static Operation known(Operation begun, Function<String, Operation> read) {
        try {
            return read.apply(begun.id());
        } catch (ServiceException e) {
            if (e.outcome() != Outcome.NOT_FOUND) {
                throw e;
            }
            return Operation.builder(begun.id(), Operation.State.SUCCEEDED)
                    .kind(begun.kind())
                    .detail("outcome not known: the service no longer has the operation")
                    .requestId(e.requestId().or(begun::requestId).orElse(null))
                    .build();
        }
    }

    /** Waits until nothing is in flight any more. */
    public void awaitIdle(String object, Supplier<List<Operation>> inFlight, Duration atMost) {
        waits.await(new WaitCondition(object, "no other change in flight", atMost), () -> {
            List<Operation> now = retries.call("read operations of " + object, inFlight);
            return now.isEmpty() ? PollResult.of(true) : PollResult.notYet(describe(now));
        });
    }

    private static String describe(List<Operation> operations) {
        return operations.stream()
                .map(operation -> operation.kind() + " (operation " + operation.id() + ")")
                .collect(Collectors.joining(", "));
    }
}
