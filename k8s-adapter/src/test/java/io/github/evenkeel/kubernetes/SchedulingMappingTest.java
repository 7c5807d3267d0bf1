package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.evenkeel.spi.NodeRequirement;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Repulsion;
import io.github.evenkeel.spi.Scheduling;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which nodes a pod may be bound to, as its spec says. */
class SchedulingMappingTest {
    private static Scheduling of(String yaml) {
        return SchedulingMapping.of(Serialization.unmarshal(yaml, PodSpec.class), "shop");
    }

    @Test
    void aPodWithoutRulesMayBeBoundToAnyNodeWithoutTaints() {
        assertThat(of("{}")).isEqualTo(Scheduling.ANYWHERE);
    }

    @Test
    void readsTolerations() {
        assertThat(
                        of("""
                                tolerations:
                                - {key: gpu, operator: Exists, effect: NoSchedule}
                                - {key: spot, value: "yes"}
                                - {operator: Exists}
                                - {key: load, operator: Gt, value: "5"}
                                - {key: odd, operator: Exists, effect: Sometimes}
                                """)
                                .tolerations())
                .containsExactly(
                        new Toleration(Optional.of("gpu"), Optional.empty(), Optional.of(Taint.Effect.NO_SCHEDULE)),
                        new Toleration(Optional.of("spot"), Optional.of("yes"), Optional.empty()),
                        new Toleration(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void readsNodeSelectorAndRequiredNodeAffinity() {
        Scheduling scheduling = of(
                """
                nodeSelector: {disk: ssd}
                affinity:
                  nodeAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      nodeSelectorTerms:
                      - matchExpressions:
                        - {key: zone, operator: In, values: [a, b]}
                        - {key: cores, operator: Gt, values: ["8"]}
                      - matchFields:
                        - {key: metadata.name, operator: In, values: [node-1]}
                    preferredDuringSchedulingIgnoredDuringExecution:
                    - {weight: 1, preference: {matchExpressions: [{key: x, operator: Exists}]}}
                """);

        assertThat(scheduling.nodeSelector()).isEqualTo(Map.of("disk", "ssd"));
        assertThat(scheduling.nodeTerms())
                .containsExactly(
                        List.of(
                                new NodeRequirement("zone", NodeRequirement.Operator.IN, Set.of("a", "b")),
                                new NodeRequirement("cores", NodeRequirement.Operator.GREATER, Set.of("8"))),
                        List.of(new NodeRequirement(
                                NodeRequirement.NAME, NodeRequirement.Operator.IN, Set.of("node-1"))));
    }

    @Test
    void readsRequiredAntiAffinityByHostnameAlone() {
        Scheduling scheduling = of(
                """
                affinity:
                  podAntiAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                    - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}
                    - {topologyKey: kubernetes.io/hostname, namespaces: [a], labelSelector: {matchLabels: {app: b}}}
                    - {topologyKey: kubernetes.io/hostname, namespaceSelector: {}, labelSelector: {matchLabels: {app: c}}}
                    - {topologyKey: kubernetes.io/hostname, namespaceSelector: {matchLabels: {team: x}},
                       labelSelector: {matchLabels: {app: d}}}
                    - {topologyKey: topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: e}}}
                    preferredDuringSchedulingIgnoredDuringExecution:
                    - weight: 1
                      podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: f}}}
                """);

        assertThat(scheduling.apart())
                .containsExactly(
                        new Repulsion(Set.of("shop"), PodSelector.ofLabels(Map.of("app", "web"))),
                        new Repulsion(Set.of("a"), PodSelector.ofLabels(Map.of("app", "b"))),
                        new Repulsion(Set.of(), PodSelector.ofLabels(Map.of("app", "c"))));
    }

    @Test
    void aTermWithoutASelectorKeepsNoPodAway() {
        assertThat(
                        of("""
                                affinity:
                                  podAntiAffinity:
                                    requiredDuringSchedulingIgnoredDuringExecution:
                                    - {topologyKey: kubernetes.io/hostname}
                                """)
                                .apart())
                .singleElement()
                .satisfies(repulsion -> assertThat(repulsion.pods().matches(Map.of("app", "web")))
                        .isFalse());
    }
}
