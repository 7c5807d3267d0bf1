package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Preview;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Warnings before an upgrade of the control plane, from reads that may fail. */
class UpgradeFactsTest {
    private static final DeprecatedApi API = new DeprecatedApi(
            "flowcontrol.apiserver.k8s.io", "v1beta3", "flowschemas", KubernetesVersion.parse("v1.32.0"));
    private static final AddOn ADD_ON = new AddOn("CoreDNS", Optional.of("v1.11.1"), List.of("v1.12.0"));

    private final SmallWorld world = new SmallWorld(2);

    private Preview preview(Supplier<Object> apis, Supplier<Object> addOns) {
        return PlanScheduler.onScheduler(
                        UpgradePlan.forCluster(
                                        with(ManagedCluster.class, world.cloud, "addOns", addOns),
                                        with(Workloads.class, world.kubernetes, "deprecatedApis", apis))
                                .withLoadBalancer(world.balancer),
                        world.scheduler)
                .toVersion("v1.32.1")
                .preview();
    }

    private static <T> T with(Class<T> port, T other, String name, Supplier<Object> result) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, args) -> {
            if (method.getName().equals(name)) {
                return result.get();
            }
            try {
                return method.invoke(other, args);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }));
    }

    @Test
    void theyWarn() {
        Preview preview = preview(() -> Optional.of(List.of(API)), () -> Optional.of(List.of(ADD_ON)));

        assertThat(preview.canRoll()).isTrue();
        assertThat(preview.warnings())
                .extracting(Finding::object)
                .contains("API flowschemas.v1beta3.flowcontrol.apiserver.k8s.io", "add-on CoreDNS");
    }

    @Test
    void whatIsNotKnownOrCannotBeReadIsNoMatter() {
        List<Finding> unknown = preview(Optional::empty, Optional::empty).findings();

        assertThat(preview(UpgradeFactsTest::denied, UpgradeFactsTest::denied).findings())
                .isEqualTo(unknown);
        assertThat(preview(UpgradeFactsTest::silent, UpgradeFactsTest::silent).findings())
                .isEqualTo(unknown);
    }

    private static Object denied() {
        throw SmallWorld.rejected("read metrics");
    }

    private static Object silent() {
        throw ServiceException.of(ServiceException.Outcome.UNKNOWN, "read metrics", "no answer");
    }
}
