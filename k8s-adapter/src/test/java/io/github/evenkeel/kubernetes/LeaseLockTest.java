package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.RunLock.Held;
import io.github.evenkeel.spi.RunLock.Update;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunStatus;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.util.Optional;
import java.util.Set;
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

    @Test
    void aRequestWhoseAnswerWasLostIsThereOnceHoweverOftenItIsWritten() {
        Held held = lock().take("a", Optional.empty());
        held.renew(new Update(Optional.of(RunStatus.builder("run-1", "RUNNING").build()), Set.of()));
        RunRequest request = RunRequest.builder(RunRequest.Kind.CANCEL, "jane").build();
        server.faults().next("patch leases", RequestFault.Lost.AFTER_EFFECT);
        assertThat(ServedWorkloads.refused(() -> lock().request(request)).outcome())
                .isEqualTo(ServiceException.Outcome.UNKNOWN);

        lock().request(request);

        assertThat(held.renew(Update.NOTHING).waiting())
                .extracting(RunRequest::id)
                .containsExactly(request.id());
    }

    @Test
    void aRenewalWhoseAnswerWasLostRemovesAnAnsweredRequestOnce() {
        Held held = lock().take("a", Optional.empty());
        held.renew(new Update(Optional.of(RunStatus.builder("run-1", "RUNNING").build()), Set.of()));
        lock().request(RunRequest.builder(RunRequest.Kind.PAUSE, "jane").id("p").build());
        lock().request(RunRequest.builder(RunRequest.Kind.PAUSE, "jim").id("q").build());
        held.renew();
        Update update = new Update(Optional.empty(), Set.of("p"));
        server.faults().next("patch leases", RequestFault.Lost.AFTER_EFFECT);
        assertThat(ServedWorkloads.refused(() -> held.renew(update)).outcome())
                .isEqualTo(ServiceException.Outcome.UNKNOWN);

        assertThat(held.renew(update).waiting()).extracting(RunRequest::id).containsExactly("q");
    }
}
