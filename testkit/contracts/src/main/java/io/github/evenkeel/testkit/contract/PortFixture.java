package io.github.evenkeel.testkit.contract;

import java.util.function.BooleanSupplier;

/** Implementation under test, as all contracts need it. A contract closes it after each test. */
public interface PortFixture extends AutoCloseable {
    /**
     * Lets time pass until a condition holds, real time or simulated.
     *
     * @param what what is awaited, for the message
     * @throws AssertionError if it does not hold within a time that is long for this implementation
     */
    void await(String what, BooleanSupplier condition);

    /** Ends what the fixture has started. */
    @Override
    void close();
}
