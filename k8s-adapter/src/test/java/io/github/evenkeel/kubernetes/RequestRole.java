package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;

/** A client that may do what {@code request-role.yaml} grants and nothing else. */
final class RequestRole {
    private RequestRole() {}

    /** @param lease instead of the one that the role names */
    static KubernetesClient client(Server server, String lease) {
        List<PolicyRule> rules = role().getRules().stream()
                .map(rule ->
                        new PolicyRuleBuilder(rule).withResourceNames(lease).build())
                .toList();
        server.bind("requester", new ClusterRoleBuilder().withRules(rules).build());
        return server.client("requester");
    }

    static Role role() {
        return new KubernetesSerialization()
                .unmarshal(
                        Objects.requireNonNull(KubernetesWorkloads.class.getResourceAsStream("request-role.yaml")),
                        Role.class);
    }
}
