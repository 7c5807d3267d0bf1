package io.github.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.spi.ClusterNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tier=web | true",
                "tier==web | true",
                " tier = web , zone != a | true",
                "tier!=web | false",
                "zone!=a | true",
                "tier in (api, web) | true",
                "tier in (api) | false",
                "tier notin (api) | true",
                "tier notin (api,web) | false",
                "tier | true",
                "!tier | false",
                "!zone | true",
                "zone | false",
                "example.com/spot=true | true",
                "tier in (api, web),!zone,example.com/spot | true",
                "tier=web,zone | false",
            })
    void aLabelSelectorSelectsAsInKubernetes(String selector, boolean selected) {
        assertThat(NodeSelection.labelled(selector)
                        .selects(
                                ClusterNode.builder("uid", "node")
                                        .labels(Map.of("tier", "web", "example.com/spot", "true"))
                                        .build(),
                                Optional.empty()))
                .isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "tier=web,", "=web", "tier=a=b", "tier in web", "tier in (a", "tier>3", "! "})
    void aSelectorThatCanNotBeReadIsRefused(String selector) {
        assertThatThrownBy(() -> NodeSelection.labelled(selector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the label selector is '" + selector + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "some", "1.5", "101%", "10 %", "100001", "%"})
    void aNumberOfNodesThatCanNotBeReadIsRefused(String nodes) {
        assertThatThrownBy(() -> Rollout.maxUnavailable(nodes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the number of nodes is '" + nodes
                        + "'; needed is a number from 0 to 100000, or a percentage from 0% to 100%");
        assertThatThrownBy(() -> Rollout.oneAtATime().waves("1", nodes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wavesOfNoNodesAndSoaksThatNeverEndAreRefused() {
        assertThatThrownBy(() -> Rollout.oneAtATime().waves(new String[0]))
                .hasMessageContaining("needed are 1 to 100 sizes");
        assertThatThrownBy(() -> Rollout.oneAtATime().waves("1", "0%")).hasMessageContaining("[1, 0%]");
        assertThatThrownBy(() -> Rollout.oneAtATime().soaking(Duration.ofDays(8)))
                .hasMessageContaining("the soak of a wave is PT192H");
        assertThatThrownBy(() -> UndrainableNodes.quarantine(0)).hasMessageContaining("needed is 1 to 1000");
    }

    /** A journal keeps it, and the process that recovers the run compares it. */
    @Test
    void isWrittenAlikeIfItIsAlike() {
        Rollout one = Rollout.maxSurge("10%")
                .andMaxUnavailable(2)
                .orWithLessSurge()
                .waves("1", "50%")
                .soaking(Duration.ofMinutes(2))
                .ordered(NodeOrder.byLabel("tier", "canary"))
                .spread(Spread.ONE_FAULT_DOMAIN)
                .onlyNodes(NodeSelection.labelled("tier"))
                .leavingOutNodes(NodeSelection.named("b", "a"))
                .undrainableNodes(UndrainableNodes.quarantine(2).withoutTraffic())
                .poolsSideBySide();

        assertThat(one)
                .hasToString(
                        "max surge 10%, max unavailable 2, or with less surge, pools side by side, waves of 1 and 50%,"
                                + " soaking for 120 s, by label tier canary first, in one fault domain at a time, only nodes with"
                                + " labels tier, leaving out nodes named b, a, leaving up to 2 undrainable nodes aside without"
                                + " traffic");
        assertThat(Rollout.oneAtATime()).hasToString(Rollout.maxUnavailable("1").toString());
    }
}
