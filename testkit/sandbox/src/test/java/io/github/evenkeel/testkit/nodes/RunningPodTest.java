package io.github.evenkeel.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.github.evenkeel.testkit.nodes.RunningPod.Admission;
import io.github.evenkeel.testkit.nodes.RunningPod.Phase;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningPodTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final AgentThreads threads = new AgentThreads();
    private final List<Phase> phases = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void becomesReadyAndEndsSoonAfterSigterm() {
        RunningPod pod = pod(SHORT, SHORT);

        await().until(() -> pod.phase() == Phase.READY);
        pod.stop(LONG);

        await().until(() -> pod.phase() == Phase.ENDED);
        assertThat(phases).containsExactly(Phase.READY, Phase.ENDED);
    }

    @Test
    void endsWhenTheLastRequestIsAnsweredAndTakesRequestsUntilThen() {
        RunningPod pod = pod(Duration.ZERO, Duration.ZERO);
        RequestInFlight first = request(pod);
        RequestInFlight second = request(pod);
        pod.admit(first);
        pod.stop(LONG);
        RunningPod later = pod(SHORT, SHORT);
        await().until(() -> later.phase() == Phase.READY);

        assertThat(pod.admit(second)).isEqualTo(Admission.TAKEN);
        pod.answered(first);
        assertThat(pod.phase()).isEqualTo(Phase.STOPPING);
        pod.answered(second);
        assertThat(pod.phase()).isEqualTo(Phase.ENDED);
        assertThat(pod.admit(first)).isEqualTo(Admission.GONE);
    }

    @Test
    void isKilledWhenItsGraceIsOver() {
        RunningPod pod = pod(Duration.ZERO, null);

        pod.stop(SHORT);

        await().until(() -> pod.phase() == Phase.ENDED);
    }

    @Test
    void aShorterGraceHoldsAndALongerOneDoesNot() {
        RunningPod pod = pod(Duration.ZERO, null);

        pod.stop(LONG);
        pod.stop(SHORT);
        pod.stop(LONG);

        await().until(() -> pod.phase() == Phase.ENDED);
    }

    @Test
    void waitsForPermissionToBeReady() {
        RunningPod pod = new RunningPod(
                threads, new PodBuilder().build(), new PodScript(Duration.ZERO, SHORT, false, null, 0), "ip", false);
        RunningPod other = pod(SHORT, SHORT);
        pod.start(() -> phases.add(pod.phase()));
        await().until(() -> other.phase() == Phase.READY);

        assertThat(pod.phase()).isEqualTo(Phase.RUNNING);
        pod.mayBeReady(true);
        assertThat(pod.phase()).isEqualTo(Phase.READY);
    }

    @Test
    void breaksRequestsOnceItsMachineIsDead() {
        RunningPod pod = pod(SHORT, SHORT);

        pod.powerOff();

        assertThat(pod.admit(request(pod))).isEqualTo(Admission.BROKEN);
    }

    private RunningPod pod(@Nullable Duration readyAfter, @Nullable Duration stopAfter) {
        RunningPod pod = new RunningPod(
                threads, new PodBuilder().build(), new PodScript(readyAfter, stopAfter, false, null, 0), "ip", true);
        pod.start(() -> phases.add(pod.phase()));
        return pod;
    }

    private static RequestInFlight request(RunningPod pod) {
        return new RequestInFlight(new HttpServerExchange(null), pod);
    }
}
