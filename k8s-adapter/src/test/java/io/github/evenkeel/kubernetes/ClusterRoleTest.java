package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.spi.Purpose;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterRoleTest {
    @Test
    void grantsWhatIsAskedForAndNothingMore() {
        assertThat(granted())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Permission.values())
                        .filter(permission -> permission.purpose().equals(Optional.of(Purpose.DRAIN)))
                        .map(Permission::toString)
                        .toList());
    }

    @Test
    void theRoleOfJournalAndLockGrantsTheRest() {
        assertThat(granted(RunRole.role().getRules()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Permission.values())
                        .filter(permission -> permission.purpose().isEmpty())
                        .map(Permission::toString)
                        .toList());
    }

    private static Stream<String> granted(List<PolicyRule> rules) {
        return rules.stream().flatMap(rule -> rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream().flatMap(resource -> rule.getVerbs().stream()
                        .map(verb -> verb + " " + resource + (group.isEmpty() ? "" : "." + group)))));
    }

    private static Stream<String> granted() {
        InputStream file = Objects.requireNonNull(
                KubernetesWorkloads.class.getResourceAsStream("cluster-role.yaml"), "cluster-role.yaml");
        return granted(
                new KubernetesSerialization().unmarshal(file, ClusterRole.class).getRules());
    }
}
