package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.RunLock.Held;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** On the sandbox's API server, and what only that can be told to do. */
@Execution(ExecutionMode.CONCURRENT)
class LeaseLockTest extends LeaseLockContract<SandboxServer> {
    LeaseLockTest() {
        super(new SandboxServer());
    }

    @Test
    void aRenewalWhoseAnswerWasLostIsNotTakenForThatOfAnotherHolder() {
        Held held = lock().take("a", Optional.empty());
        server.faults().next("patch leases", RequestFault.Lost.AFTER_EFFECT);
        assertThat(ServedWorkloads.refused(held::renew).outcome()).isEqualTo(ServiceException.Outcome.UNKNOWN);

        held.renew();
        held.renew();
    }
}
