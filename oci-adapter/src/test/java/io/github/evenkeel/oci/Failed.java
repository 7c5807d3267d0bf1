package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.spi.ServiceException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A call that has to fail. */
final class Failed {
    private Failed() {}

    /** How it failed; it is an error of the test if it did not. */
    static ServiceException by(ThrowingCallable call) {
        ServiceException failure = catchThrowableOfType(ServiceException.class, call);
        assertThat(failure).as("the failure of the call").isNotNull();
        return failure;
    }
}
