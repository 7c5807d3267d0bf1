package io.github.evenkeel.run;

import io.github.evenkeel.spi.Operation;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Waits for what services work on. */
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
        return waits.until(new Goal(object, "ended", atMost), () -> {
            Operation now = retries.call("read operation " + begun.id(), () -> read.apply(begun.id()));
            Duration pause = now.askAgainAfter() == null ? Duration.ZERO : now.askAgainAfter();
            return new Sight<>(now.ended() ? now : null, now.state().toString(), now.requestId(), pause);
        });
    }

    /** Waits until nothing is in flight any more. */
    public void awaitIdle(String object, Supplier<List<Operation>> inFlight, Duration atMost) {
        waits.until(new Goal(object, "no other change in flight", atMost), () -> {
            List<Operation> now = retries.call("read operations of " + object, inFlight);
            return now.isEmpty() ? Sight.of(true) : Sight.notYet(describe(now));
        });
    }

    private static String describe(List<Operation> operations) {
        return operations.stream()
                .map(operation -> operation.kind() + " (operation " + operation.id() + ")")
                .collect(Collectors.joining(", "));
    }
}
