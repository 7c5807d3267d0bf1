package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunLock.Held;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.contract.RunLockContract;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lock in a Lease, whichever the API server. */
@Timeout(120)
abstract class LeaseLockContract<S extends Server> extends RunLockContract {
    final S server;
    final String name = RunRole.name();
    private final KubernetesClient client;

    LeaseLockContract(S server) {
        this.server = server;
        client = RunRole.client(server);
    }

    @AfterEach
    void close() {
        server.administrator().leases().inNamespace("default").withName(name).delete();
        server.close();
    }

    @Override
    protected RunLock lock() {
        return LeaseLock.of(client, "default", name);
    }

    @Test
    void isMadeAgainWhereItWasDeleted() {
        Held held = lock().take("a", Optional.empty());
        server.administrator().leases().inNamespace("default").withName(name).delete();

        held.renew();

        assertThat(lock().holder().map(RunLock.Holder::runner)).contains("a");
    }

    @Test
    void oneThatOthersHaveMadeIsRefusedAndLeftAsItIs() {
        Lease before = server.administrator()
                .leases()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("")
                        .endSpec()
                        .build())
                .create();

        assertThatThrownBy(() -> lock().holder())
                .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                        .isEqualTo(ServiceException.Outcome.REJECTED))
                .hasMessageContainingAll(
                        "Lease default/" + name, "app.kubernetes.io/managed-by=evenkeel", "another owner");
        assertThatThrownBy(() -> lock().take("a", Optional.empty())).isInstanceOf(ServiceException.class);

        assertThat(server.administrator()
                        .leases()
                        .inNamespace("default")
                        .withName(name)
                        .get())
                .isEqualTo(before);
    }

    @Test
    void aTermTooShortToKeepIsRefused() {
        assertThatThrownBy(() -> LeaseLock.of(client, "default", name).withTerm(Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a day at most");
        assertThatThrownBy(() -> LeaseLock.of(client, "default", name).withTerm(Duration.ofMillis(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 s");
    }
}
