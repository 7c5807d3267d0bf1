package io.github.evenkeel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.Workloads;
import java.lang.reflect.Proxy;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class UpgradePlanTest {
    private final ManagedCluster cluster = failing(ManagedCluster.class);
    private final Workloads workloads = failing(Workloads.class);

    /** A port that nobody may talk to, but for its name. */
    private static <T> T failing(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, args) -> {
            if (method.getName().equals("id")) {
                return port.getSimpleName();
            }
            throw new AssertionError("a plan talks to nobody: " + method);
        }));
    }

    private UpgradePlan plan() {
        return UpgradePlan.forCluster(cluster, workloads).withLoadBalancer(failing(LoadBalancer.class));
    }

    @Test
    void makingAPlanTalksToNobody() {
        plan().toVersion("v1.32.1")
                .inNodePools("pool")
                .withTiming(Timing.defaults())
                .withDrainPolicy(DrainPolicy.defaults())
                .withProbe(HttpProbe.of("https://shop.example.com/health"))
                .withListener(new UpgradeListener() {});
    }

    @Test
    void aVersionIsSetOnce() {
        assertThatThrownBy(() -> plan().toVersion("v1.32.1").toVersion("v1.33.0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("v1.32.1")
                .hasMessageContaining("v1.33.0");
    }

    @Test
    void aPlanIsAValue() {
        UpgradePlan without = plan();
        without.toVersion("v1.32.1");
        without.toVersion("v1.33.0");
    }

    @Test
    void aLoadBalancerIsNamedOnce() {
        assertThatThrownBy(() -> plan().withLoadBalancer(failing(LoadBalancer.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LoadBalancer");
    }

    @Test
    void whatMakesNoSenseIsRefusedAtOnce() {
        assertThatThrownBy(() -> plan().toVersion("latest")).hasMessageContaining("'latest'");
        assertThatThrownBy(() -> plan().withTimeout(ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave withTimeout out");
        assertThatThrownBy(() -> DrainPolicy.defaults().lettingJobsFinish(ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DrainPolicy.defaults().overridingBudgetsAfter(ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Timing.defaults().withReplacement(nodes -> nodes.withSoak(ChronoUnit.FOREVER.getDuration())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timing.defaults().calls().withRequest(ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan().inNodePools()).hasMessageContaining("leave inNodePools out");
        assertThatThrownBy(() -> HttpProbe.of("shop.example.com")).hasMessageContaining("shop.example.com");
        assertThatThrownBy(() -> HttpProbe.of("file:///etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }
}
