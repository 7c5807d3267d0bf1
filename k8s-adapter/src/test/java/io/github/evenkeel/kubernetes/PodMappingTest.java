package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pod.Trait;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodMappingTest {
    private final PodMapping mapping = new PodMapping();

    @Test
    void readsAPod() {
        Pod pod = mapping.map(pod().editMetadata()
                .addToLabels("app", "cart")
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("StatefulSet")
                .withName("cart")
                .withUid("set-1")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .editOrNewSpec()
                .withNodeName("10.0.10.2")
                .withPriority(1000)
                .withTerminationGracePeriodSeconds(45L)
                .addNewContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity("250m"))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());

        assertThat(pod)
                .isEqualTo(Pod.builder("uid-1", "shop", "cart-0")
                        .nodeName("10.0.10.2")
                        .phase(Pod.Phase.RUNNING)
                        .controller(new Owner("apps/v1", "StatefulSet", "cart", "set-1"))
                        .labels(Map.of("app", "cart"))
                        .traits(Set.of(Trait.READY))
                        .requests(new Resources(250, 0, 1))
                        .priority(1000)
                        .grace(Duration.ofSeconds(45))
                        .build());
    }

    @Test
    void readsAllAddresses() {
        assertThat(mapping.map(pod().withNewStatus()
                                .withPodIP("10.0.20.5")
                                .addNewPodIP("10.0.20.5")
                                .addNewPodIP("2603:c020::5")
                                .endStatus()
                                .build())
                        .addresses())
                .containsExactlyInAnyOrder("10.0.20.5", "2603:c020::5");
        assertThat(mapping.map(pod().withNewStatus()
                                .withPodIP("10.0.20.5")
                                .endStatus()
                                .build())
                        .addresses())
                .containsExactly("10.0.20.5");
        assertThat(mapping.map(pod().build()).addresses()).isEmpty();
    }

    @Test
    void aReadinessGateAndAPreStopHookAreTraits() {
        assertThat(mapping.map(pod().withNewSpec()
                                .addNewReadinessGate("podreadiness.ingress.oraclecloud.com/shop")
                                .addNewContainer()
                                .withNewLifecycle()
                                .withNewPreStop()
                                .withNewSleep(20L)
                                .endPreStop()
                                .endLifecycle()
                                .endContainer()
                                .endSpec()
                                .build())
                        .traits())
                .containsExactlyInAnyOrder(Trait.READINESS_GATE, Trait.PRE_STOP);
        assertThat(mapping.map(pod().withNewSpec()
                                .addNewContainer()
                                .withNewLifecycle()
                                .withNewPostStart()
                                .endPostStart()
                                .endLifecycle()
                                .endContainer()
                                .endSpec()
                                .build())
                        .traits())
                .isEmpty();
    }

    @Test
    void takesTheServersDefaultsForWhatIsMissing() {
        Pod pod = mapping.map(pod().build());

        assertThat(pod.nodeName()).isEmpty();
        assertThat(pod.phase()).isEqualTo(Pod.Phase.UNKNOWN);
        assertThat(pod.controller()).isEmpty();
        assertThat(pod.labels()).isEmpty();
        assertThat(pod.traits()).isEmpty();
        assertThat(pod.requests()).isEqualTo(new Resources(0, 0, 1));
        assertThat(pod.priority()).isZero();
        assertThat(pod.grace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(pod.terminating()).isFalse();
    }

    @Test
    void anOwnerThatDoesNotControlIsNoController() {
        Pod pod = mapping.map(pod().editMetadata()
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("settings")
                .withUid("map-1")
                .endOwnerReference()
                .endMetadata()
                .build());

        assertThat(pod.controller()).isEmpty();
    }

    @Test
    void deletionIsDueWhenTheTimestampSays() {
        Pod pod = mapping.map(pod().editMetadata()
                .withDeletionTimestamp("2026-03-01T12:00:30Z")
                .withFinalizers("acme.io/backup")
                .endMetadata()
                .build());

        assertThat(pod.deletionDue()).contains(Instant.parse("2026-03-01T12:00:30Z"));
        assertThat(pod.finalizers()).containsExactly("acme.io/backup");
        assertThat(pod.terminating()).isTrue();
    }

    @Test
    void aReadyConditionThatIsUnknownIsNotReady() {
        Pod pod = mapping.map(pod().withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("Unknown")
                .endCondition()
                .endStatus()
                .build());

        assertThat(pod.is(Trait.READY)).isFalse();
    }

    @Test
    void mirrorPodsAreKnownByTheirAnnotation() {
        Pod pod = mapping.map(pod().editMetadata()
                .addToAnnotations("kubernetes.io/config.mirror", "0c7e")
                .endMetadata()
                .build());

        assertThat(pod.traits()).containsExactly(Trait.MIRROR);
    }

    @Test
    void volumesThatGoWithTheNodeAreTold() {
        Pod pod = mapping.map(pod().withNewSpec()
                .addNewVolume()
                .withName("scratch")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .addNewVolume()
                .withName("shm")
                .withNewEmptyDir()
                .withMedium("Memory")
                .endEmptyDir()
                .endVolume()
                .addNewVolume()
                .withName("logs")
                .withNewHostPath()
                .withPath("/var/log")
                .endHostPath()
                .endVolume()
                .addNewVolume()
                .withName("config")
                .withNewConfigMap()
                .withName("settings")
                .endConfigMap()
                .endVolume()
                .endSpec()
                .build());

        assertThat(pod.traits()).containsExactlyInAnyOrder(Trait.EMPTY_DIR, Trait.EMPTY_DIR_IN_MEMORY, Trait.HOST_PATH);
    }

    @Test
    void claimsAreNamed() {
        assertThat(withClaim("data-cart-0").claimPaths()).containsExactly("shop/data-cart-0");
    }

    @Test
    void aClaimThatComesWithThePodIsNamedAfterBoth() {
        Pod pod = mapping.map(pod().withNewSpec()
                .addNewVolume()
                .withName("cache")
                .withNewEphemeral()
                .endEphemeral()
                .endVolume()
                .endSpec()
                .build());

        assertThat(pod.claims()).containsExactly("cart-0-cache");
    }

    @ParameterizedTest
    @CsvSource({
        "node.kubernetes.io/unschedulable, Exists, , NoSchedule, true",
        "node.kubernetes.io/unschedulable, Exists, , , true",
        "node.kubernetes.io/unschedulable, Equal, , NoSchedule, true",
        "node.kubernetes.io/unschedulable, , , , true",
        "node.kubernetes.io/unschedulable, Equal, yes, NoSchedule, false",
        "node.kubernetes.io/unschedulable, Exists, , NoExecute, false",
        ", Exists, , , true",
        ", Equal, , , false",
        "node.kubernetes.io/not-ready, Exists, , NoExecute, false"
    })
    void aCordonIsToleratedAsATaintWithoutValueIs(
            String key, String operator, String value, String effect, boolean tolerates) {
        Pod pod = mapping.map(pod().withNewSpec()
                .addNewToleration(effect, key, operator, null, value)
                .endSpec()
                .build());

        assertThat(pod.is(Trait.TOLERATES_CORDON)).isEqualTo(tolerates);
    }

    @Test
    void aPodThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> mapping.map(pod().withNewSpec()
                        .addNewContainer()
                        .withNewResources()
                        .addToRequests("cpu", new Quantity("1K"))
                        .endResources()
                        .endContainer()
                        .endSpec()
                        .build()))
                .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                        .isEqualTo(ServiceException.Outcome.REJECTED))
                .hasMessageContaining("shop/cart-0")
                .hasMessageContaining("cpu");
    }

    @Test
    void podsOfOneListShareWhatIsEqual() {
        PodBuilder labelled = pod().editMetadata().addToLabels("app", "cart").endMetadata();

        Pod one = mapping.map(labelled.build());
        Pod other = mapping.map(
                labelled.editMetadata().withUid("uid-2").endMetadata().build());

        assertThat(other.labels()).isSameAs(one.labels());
        assertThat(other.requests()).isSameAs(one.requests());
        assertThat(other.traits()).isSameAs(one.traits());
    }

    private Pod withClaim(String claim) {
        return mapping.map(pod().withNewSpec()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim(claim, false)
                .endVolume()
                .endSpec()
                .build());
    }

    private static PodBuilder pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withUid("uid-1")
                .withNamespace("shop")
                .withName("cart-0")
                .endMetadata();
    }
}
