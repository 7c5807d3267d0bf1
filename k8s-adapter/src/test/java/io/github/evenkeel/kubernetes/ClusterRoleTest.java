package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.spi.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
                        .filter(permission -> permission != Permission.CREATE_EVENTS) // has a Role of its own
                        .map(Permission::toString)
                        .toList());
    }

    @Test
    void theRoleOfSurgesGrantsWhatOnlyTheyNeed() {
        InputStream file = Objects.requireNonNull(
                KubernetesWorkloads.class.getResourceAsStream("surge-role.yaml"), "surge-role.yaml");
        assertThat(granted(new KubernetesSerialization()
                        .unmarshal(file, ClusterRole.class)
                        .getRules()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Permission.values())
                        .filter(permission -> permission.purpose().equals(Optional.of(Purpose.SURGE_SINGLE_REPLICAS)))
                        .map(Permission::toString)
                        .toList());
    }

    @Test
    void theRoleOfTheMetricsGrantsTheseAlone() {
        InputStream file = Objects.requireNonNull(
                KubernetesWorkloads.class.getResourceAsStream("metrics-role.yaml"), "metrics-role.yaml");
        assertThat(new KubernetesSerialization()
                        .unmarshal(file, ClusterRole.class)
                        .getRules())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getNonResourceURLs()).containsExactly("/metrics");
                    assertThat(rule.getVerbs()).containsExactly("get");
                    assertThat(rule.getResources()).isEmpty();
                });
    }

    @Test
    void theManifestOfAJobGrantsTheSame() throws IOException {
        Path manifest = Path.of(System.getProperty("basedir", "."), "../examples/in-cluster/job.yaml");
        List<HasMetadata> objects;
        try (InputStream yaml = Files.newInputStream(manifest);
                KubernetesClient client = new KubernetesClientBuilder().build()) {
            objects = client.load(yaml).items();
        }

        assertThat(objects)
                .filteredOn(ClusterRole.class::isInstance)
                .singleElement()
                .satisfies(role -> assertThat(granted(((ClusterRole) role).getRules()))
                        .containsExactlyInAnyOrderElementsOf(granted().toList()));
        assertThat(objects).filteredOn(Role.class::isInstance).singleElement().satisfies(role -> assertThat(
                        granted(((Role) role).getRules()))
                .containsExactlyInAnyOrderElementsOf(
                        granted(RunRole.role().getRules()).toList()));
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
