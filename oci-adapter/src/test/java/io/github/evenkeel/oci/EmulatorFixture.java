package io.github.evenkeel.oci;

import io.github.evenkeel.testkit.contract.PortFixture;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Fixture on an emulator, whose effects come within milliseconds, or seconds on a machine that is busy. */
interface EmulatorFixture extends PortFixture {
    @Override
    default void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(30))
                .until(condition::getAsBoolean);
    }
}
