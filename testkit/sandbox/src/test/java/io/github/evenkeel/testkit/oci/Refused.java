package io.github.evenkeel.testkit.oci;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.oracle.bmc.model.BmcException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the SDK makes of a call that goes wrong. */
final class Refused {
    private Refused() {}

    static BmcException by(ThrowingCallable call) {
        return catchThrowableOfType(BmcException.class, call);
    }
}
