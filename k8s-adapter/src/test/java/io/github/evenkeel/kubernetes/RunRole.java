package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Objects;
import java.util.UUID;

/** A client that may do what {@code run-role.yaml} grants and nothing else. */
final class RunRole {
    private RunRole() {}

    static KubernetesClient client(Server server) {
        server.bind("runner", clusterRole());
        return server.client("runner");
    }

    static Role role() {
        return new KubernetesSerialization()
                .unmarshal(
                        Objects.requireNonNull(KubernetesWorkloads.class.getResourceAsStream("run-role.yaml")),
                        Role.class);
    }

    /** Of an object that no other test has. */
    static String name() {
        return "evenkeel-" + UUID.randomUUID();
    }

    private static ClusterRole clusterRole() {
        return new ClusterRoleBuilder().withRules(role().getRules()).build();
    }
}
