package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunLock.Held;
import io.github.evenkeel.spi.RunLock.Holder;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Contract tests of a {@code RunLock}. */
public abstract class RunLockContract {
    /** For subclasses. */
    protected RunLockContract() {}

    /**
     * Returns a new handle to the same lock each time, as another process would have one; the lock is free at first.
     */
    protected abstract RunLock lock();

    @Test
    void isHeldByTheOneThatTakesItUntilItIsGivenUp() {
        assertEquals(Optional.empty(), lock().holder());

        Held held = lock().take("a", Optional.empty());

        assertEquals(Optional.of("a"), lock().holder().map(Holder::runner));
        assertEquals(held.term(), lock().holder().orElseThrow().term());
        held.release();
        assertEquals(Optional.empty(), lock().holder());
        lock().take("b", Optional.empty());
        assertEquals(Optional.of("b"), lock().holder().map(Holder::runner));
    }

    @Test
    void isNotTakenFromAHolderThatIsNotNamed() {
        lock().take("a", Optional.empty());

        assertEquals(
                Outcome.CONFLICT,
                assertThrows(ServiceException.class, () -> lock().take("b", Optional.empty()))
                        .outcome());
        assertEquals(Optional.of("a"), lock().holder().map(Holder::runner));
    }

    @Test
    void isNotTakenFromAHolderThatHasRenewedIt() {
        Held held = lock().take("a", Optional.empty());
        Optional<Holder> seen = lock().holder();

        held.renew();

        assertNotEquals(seen, lock().holder());
        assertEquals(
                Outcome.CONFLICT,
                assertThrows(ServiceException.class, () -> lock().take("b", seen))
                        .outcome());
        held.renew();
    }

    @Test
    void theOneThatLostItIsToldSoAndTakesNothingBack() {
        Held lost = lock().take("a", Optional.empty());
        Held now = lock().take("b", lock().holder());

        assertEquals(
                Outcome.DENIED,
                assertThrows(ServiceException.class, lost::renew).outcome());
        lost.release();
        assertEquals(Optional.of("b"), lock().holder().map(Holder::runner));
        now.renew();
    }

    @Test
    void ofTwoThatTakeItFromTheSameHolderOneGetsIt() {
        lock().take("a", Optional.empty());
        Optional<Holder> seen = lock().holder();

        lock().take("b", seen);

        assertEquals(
                Outcome.CONFLICT,
                assertThrows(ServiceException.class, () -> lock().take("c", seen))
                        .outcome());
    }
}
