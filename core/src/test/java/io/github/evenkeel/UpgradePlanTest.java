package io.github.evenkeel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.spi.Workloads;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UpgradePlanTest {
    private final ManagedCluster cluster = failing(ManagedCluster.class);
    private final Workloads workloads = failing(Workloads.class);

    /** A port that fails each call but that of its id. */
    private static <T> T failing(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, args) -> {
            if (method.getName().equals("id")) {
                return port.getSimpleName();
            }
            throw new AssertionError("a plan calls no service: " + method);
        }));
    }

    private UpgradePlan plan() {
        return UpgradePlan.forCluster(cluster, workloads).withLoadBalancer(failing(LoadBalancer.class));
    }

    @Test
    void makingAPlanCallsNoService() {
        plan().toVersion("v1.32.1")
                .withNodePools("pool")
                .withTiming(Timing.defaults())
                .withDrainPolicy(DrainPolicy.defaults())
                .withProbe(HttpProbe.of("https://shop.example.com/health"))
                .withListener(new UpgradeListener() {});
    }

    @Test
    void nullIsRefusedByName() throws ReflectiveOperationException {
        List<Object> plans = List.of(
                UpgradePlan.forCluster(cluster, workloads),
                plan(),
                DrainPlan.forNode(workloads, "node"),
                HttpProbe.of("http://a"),
                DrainPolicy.defaults());
        for (Object plan : plans) {
            for (Method method : plan.getClass().getMethods()) {
                if (method.getReturnType() != plan.getClass() && method.getReturnType() != UpgradePlan.class) {
                    continue;
                }
                Object[] arguments = Arrays.stream(method.getParameterTypes())
                        .map(type -> type == int.class ? 1 : null)
                        .toArray();
                if (Arrays.stream(arguments).anyMatch(Objects::isNull)) {
                    assertThatThrownBy(() -> method.invoke(plan, arguments))
                            .as(method.toString())
                            .hasCauseInstanceOf(NullPointerException.class)
                            .cause()
                            .message()
                            .isIn(Arrays.stream(method.getParameters())
                                    .map(Parameter::getName)
                                    .toList());
                }
            }
        }
    }

    @Test
    void aPlanWithoutALoadBalancerGetsNone() {
        UpgradePlan without = UpgradePlan.forCluster(cluster, workloads).withoutLoadBalancer();
        assertThatThrownBy(() -> without.withLoadBalancer(failing(LoadBalancer.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withoutLoadBalancer()");
    }

    @Test
    void aLoadBalancerIsInThePlanOrLeftOut() {
        assertThatThrownBy(() -> plan().withoutLoadBalancer("LoadBalancer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("LoadBalancer", "withLoadBalancer(...)", "withoutLoadBalancer(...)");
        UpgradePlan leavingOneOut = UpgradePlan.forCluster(cluster, workloads)
                .withServiceLoadBalancers(failing(ServiceLoadBalancers.class))
                .withoutLoadBalancer("LoadBalancer");
        assertThatThrownBy(() -> leavingOneOut.withLoadBalancer(failing(LoadBalancer.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one of them");
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
        assertThatThrownBy(() -> plan().withNodePools()).hasMessageContaining("leave withNodePools out");
        assertThatThrownBy(() -> HttpProbe.of("shop.example.com")).hasMessageContaining("shop.example.com");
        assertThatThrownBy(() -> HttpProbe.of("file:///etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }
}
