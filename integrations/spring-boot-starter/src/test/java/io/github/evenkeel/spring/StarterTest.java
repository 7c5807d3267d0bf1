package io.github.evenkeel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.Approval;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.micrometer.UpgradeObservations;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.testkit.Sandbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The beans of the starter, and a roll by them on a sandbox. */
class StarterTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    EvenkeelMetricsAutoConfiguration.class,
                    EvenkeelAutoConfiguration.class,
                    EvenkeelEndpointAutoConfiguration.class));

    private ApplicationContextRunner planned(Sandbox sandbox) {
        return application
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=evenkeel",
                        "evenkeel.cluster=" + sandbox.clusterId(),
                        "evenkeel.version=v1.32.1",
                        "evenkeel.load-balancers=" + sandbox.loadBalancerId(),
                        "evenkeel.timing.propagation=300ms",
                        "evenkeel.timing.connection-drain=1s",
                        "evenkeel.timing.quiet=300ms",
                        "evenkeel.timing.soak=300ms",
                        "evenkeel.timing.poll=100ms")
                .withBean(KubernetesClient.class, sandbox::kubernetes);
    }

    @Test
    void withoutAClusterThereIsNothing() {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context).doesNotHaveBean(UpgradePlan.class).doesNotHaveBean(UpgradeRunner.class);
            assertThat(context).doesNotHaveBean(EvenkeelEndpoint.class);
        });
    }

    @Test
    void aPlanOfPropertiesAndBeansRollsTheClusterByCommandOfTheEndpoint(@TempDir Path files) {
        List<UpgradeEvent> heard = new CopyOnWriteArrayList<>();
        try (Sandbox sandbox = Sandbox.builder().nodes(2).start()) {
            planned(sandbox)
                    .withPropertyValues(
                            "evenkeel.oci.config-file=" + sandbox.writeOciConfig(files),
                            "evenkeel.oci.endpoint=" + sandbox.ociEndpoint(),
                            "evenkeel.records.enabled=true",
                            "evenkeel.records.namespace=default")
                    .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                    .withBean(ObservationRegistry.class, ObservationRegistry::create)
                    .withBean(Gate.class, () -> Approval.beforeEachNode("change-board"))
                    .withBean(
                            UpgradePlanCustomizer.class,
                            () -> plan -> plan.withRunId("by-spring").withListener(UpgradeListener.of(event -> {
                                heard.add(event);
                            })))
                    .run(context -> {
                        assertThat(context).hasNotFailed().hasSingleBean(UpgradeObservations.class);
                        EvenkeelEndpoint endpoint = context.getBean(EvenkeelEndpoint.class);
                        assertThat(endpoint.snapshot().state()).isEqualTo("NONE");
                        assertRefused(endpoint, "pause", "no roll was started yet");

                        UpgradeReport report = approvedAsNeeded(context.getBean(UpgradeRunner.class), endpoint);

                        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
                        assertThat(report.runId()).isEqualTo("by-spring");
                        assertThat(report.nodes()).hasSize(2);
                        assertThat(endpoint.snapshot().state()).isEqualTo("ENDED");
                        assertThat(endpoint.snapshot().nodesDone()).isEqualTo(2);
                        assertThat(context.getBean(MeterRegistry.class)
                                        .get("evenkeel.nodes.ended")
                                        .tag("result", "replaced")
                                        .counter()
                                        .count())
                                .isEqualTo(2);
                        assertThat(sandbox.administrator()
                                        .configMaps()
                                        .inNamespace("default")
                                        .withName("evenkeel")
                                        .get())
                                .as("the journal")
                                .isNotNull();
                    });
        }
        assertThat(heard).last().isInstanceOf(UpgradeEvent.Ended.class);
    }

    private static UpgradeReport approvedAsNeeded(UpgradeRunner runner, EvenkeelEndpoint endpoint)
            throws InterruptedException {
        Upgrade roll = runner.rollNodes();
        assertThatThrownBy(runner::rollNodes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is running");
        endpoint.request("pause", null, null);
        awaitState(endpoint, roll, "PAUSED"); // once the journal has it
        endpoint.request("resume", null, null);
        awaitState(endpoint, roll, "RUNNING");
        assertRefused(endpoint, "explode", "expected pause, resume, stop, cancel or approve");
        assertRefused(endpoint, "approve", "an approval needs gate and approver");
        while (true) {
            try {
                endpoint.request("approve", "change-board", "an operator");
            } catch (InvalidEndpointRequestException e) {
                assertThat(e).hasMessageContaining("change-board"); // nothing waits just now
            }
            Optional<UpgradeReport> report = roll.await(Duration.ofMillis(100));
            if (report.isPresent()) {
                return report.get();
            }
        }
    }

    private static void awaitState(EvenkeelEndpoint endpoint, Upgrade roll, String state) throws InterruptedException {
        for (int look = 0; look < 300 && !endpoint.snapshot().state().equals(state); look++) {
            assertThat(roll.await(Duration.ofMillis(100))).isEmpty();
        }
        assertThat(endpoint.snapshot().state()).isEqualTo(state);
    }

    private static void assertRefused(EvenkeelEndpoint endpoint, String action, String why) {
        assertThatThrownBy(() -> endpoint.request(action, null, null))
                .isInstanceOf(InvalidEndpointRequestException.class)
                .hasMessageContaining(why);
    }

    @Test
    void theEndOfTheApplicationCancelsARollThatHasNoRecords() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Upgrade> roll = new AtomicReference<>();
        try (Sandbox sandbox = Sandbox.builder().nodes(2).start()) {
            planned(sandbox)
                    .withPropertyValues("evenkeel.oci.config-file=no such file")
                    .withBean(ContainerEngine.class, sandbox::containerEngine)
                    .withBean(LoadBalancer.class, sandbox::loadBalancer)
                    .withBean(NetworkLoadBalancer.class, sandbox::networkLoadBalancer)
                    .withBean(UpgradeListener.class, () -> new UpgradeListener() {
                        @Override
                        public void onStepStarted(UpgradeEvent.StepStarted event) {
                            event.source().node().ifPresent(node -> begun.countDown());
                        }
                    })
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        roll.set(context.getBean(UpgradeRunner.class).rollNodes());
                        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
                    });
            assertThat(Objects.requireNonNull(roll.get()).snapshot().state()).isEqualTo(UpgradeSnapshot.State.ENDED);
        }
    }

    @Test
    void aPlanWithoutLoadBalancersIsRefusedWithTheProperty() {
        application
                .withPropertyValues("evenkeel.cluster=ocid1.cluster.oc1.iad.a")
                .withBean(KubernetesClient.class, StarterTest::unused)
                .withBean(ContainerEngine.class, StarterTest::unconnected)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseMessage("the plan has no load balancer; set evenkeel.load-balancers,"
                                + " evenkeel.service-load-balancers=true or evenkeel.without-load-balancer=true"));
    }

    private static KubernetesClient unused() {
        return new KubernetesClientBuilder()
                .withConfig(
                        new ConfigBuilder().withMasterUrl("http://127.0.0.1:1").build())
                .build();
    }

    private static ContainerEngine unconnected() {
        return (ContainerEngine) Proxy.newProxyInstance(
                ContainerEngine.class.getClassLoader(),
                new Class<?>[] {ContainerEngine.class},
                (self, call, given) -> null);
    }
}
