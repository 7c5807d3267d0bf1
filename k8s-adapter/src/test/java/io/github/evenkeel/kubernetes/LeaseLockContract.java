package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunLock.Held;
import io.github.evenkeel.spi.RunLock.Update;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunRequest.Kind;
import io.github.evenkeel.spi.RunStatus;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.contract.RunLockRequestsContract;
import io.github.evenkeel.testkit.kubernetes.Edit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lock in a Lease, whichever the API server. */
@Timeout(120)
abstract class LeaseLockContract<S extends Server> extends RunLockRequestsContract {
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

    private Held held() {
        Held held = lock().take("a", Optional.empty());
        held.renew(new Update(Optional.of(RunStatus.builder("run-1", "RUNNING").build()), Set.of()));
        return held;
    }

    private void annotate(String key, String value) {
        Edit.of(server.administrator().leases().inNamespace("default").withName(name), lease -> new LeaseBuilder(lease)
                .editMetadata()
                .addToAnnotations(key, value)
                .endMetadata()
                .build());
    }

    @Test
    void theRoleOfARequestIsEnoughAndReachesNoOtherLease() {
        Held held = held();
        KubernetesClient requester = RequestRole.client(server, name);
        RunLock asRequested = LeaseLock.of(requester, "default", name);

        asRequested.request(RunRequest.builder(Kind.PAUSE, "jane").id("p").build());

        assertThat(asRequested.state().requests()).hasSize(1);
        assertThat(held.renew(Update.NOTHING).waiting())
                .extracting(RunRequest::toString)
                .containsExactly("PAUSE by jane");
        assertThatThrownBy(() ->
                        LeaseLock.of(requester, "default", name + "-other").holder())
                .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                        .isEqualTo(ServiceException.Outcome.REJECTED));
    }

    @Test
    void manyRequestsWhileTheHolderRenewsAreAllThereAndCostNoRenewal() throws InterruptedException {
        Held held = held();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> requesters = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> {
                    RunLock mine = lock();
                    for (int n = 0; n < 3; n++) {
                        mine.request(RunRequest.builder(Kind.RESUME, "jane")
                                .id("r" + i + "-" + n)
                                .build());
                    }
                }))
                .toList();
        requesters.forEach(thread -> {
            thread.setUncaughtExceptionHandler((which, e) -> failures.add(e));
            thread.start();
        });

        while (requesters.stream().anyMatch(Thread::isAlive)) {
            try {
                held.renew(new Update(
                        Optional.of(RunStatus.builder("run-1", "PAUSED").build()), Set.of()));
            } catch (ServiceException e) {
                assertThat(e.outcome())
                        .as("more requests than attempts: nothing is lost by it")
                        .isEqualTo(ServiceException.Outcome.CONFLICT);
            }
        }

        assertThat(failures).isEmpty();
        assertThat(held.renew(Update.NOTHING).waiting()).hasSize(12);
        assertThat(lock().holder().map(RunLock.Holder::runner)).contains("a");
    }

    @Test
    void whatOthersWriteIsNeitherARenewalNorLostNorAReasonToFail() {
        Held held = held();
        Optional<RunLock.Holder> seen = lock().holder();

        annotate("example.com/note", "mine");
        annotate("evenkeel.io/request.by-hand", "kind=pause&author=jim&run=run-1");
        annotate("evenkeel.io/request.-odd", "garbage %%% \n{}");
        annotate("evenkeel.io/request.long", "kind=" + "x".repeat(50_000));

        assertThat(lock().holder()).isEqualTo(seen);
        assertThat(held.renew(Update.NOTHING).waiting())
                .extracting(RunRequest::id, RunRequest::kind)
                .containsExactly(
                        tuple("-odd", Kind.UNREADABLE), tuple("by-hand", Kind.PAUSE), tuple("long", Kind.UNREADABLE));
        assertThat(held.renew(new Update(Optional.empty(), Set.of("-odd", "by-hand", "long")))
                        .waiting())
                .isEmpty();
        assertThat(server.administrator()
                        .leases()
                        .inNamespace("default")
                        .withName(name)
                        .get()
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("example.com/note", "mine");
    }

    @Test
    void aHolderWhoseStateCanNotBeReadIsAskedForNothing() {
        held();
        annotate("evenkeel.io/run", "garbage");

        assertThatThrownBy(() ->
                        lock().request(RunRequest.builder(Kind.PAUSE, "jane").build()))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("has not said yet which run it is");
        assertThat(lock().state().run()).isEmpty();
    }

    /** As another holder sees it: a Lease that is made again has been renewed. */
    @Test
    void aLeaseThatTheHolderMadeAgainIsRenewed() {
        Held held = lock().take("a", Optional.empty());
        Optional<RunLock.Holder> seen = lock().holder();
        server.administrator().leases().inNamespace("default").withName(name).delete();

        held.renew();

        assertThat(lock().holder()).isNotEqualTo(seen);
        assertThatThrownBy(() -> lock().take("b", seen)).isInstanceOf(ServiceException.class);
    }
}
