package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NAMESPACE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.manifest;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final String READER =
            """
            {metadata: {name: reader},
             rules: [{apiGroups: [""], resources: [pods, nodes], verbs: [get, list]},
                     {apiGroups: [policy], resources: [poddisruptionbudgets], verbs: ["*"]}]}
            """;

    private final SandboxServer server = new SandboxServer();
    private final ServedCluster cluster = new ServedCluster(server);
    private final KubernetesClient reader = ServedCluster.once(server.api.client("reader"));

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aTokenOfNobodyIsRefused() throws Exception {
        var answer = cluster.http()
                .send(
                        cluster.request("/api/v1/nodes")
                                .header("Authorization", "Bearer nobody")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Unauthorized").doesNotContain("nobody");
    }

    @Test
    void aUserMayDoEverythingUntilBoundToARole() {
        reader.configMaps().inNamespace(NAMESPACE).list();

        server.api.bind("reader", manifest(READER, ClusterRole.class));

        Status refusal =
                refusal(() -> reader.configMaps().inNamespace(NAMESPACE).list());
        assertThat(refusal.getCode()).isEqualTo(403);
        assertThat(refusal.getReason()).isEqualTo("Forbidden");
        assertThat(refusal.getMessage())
                .isEqualTo("configmaps is forbidden: User \"reader\" cannot list resource \"configmaps\" in API group"
                        + " \"\" in the namespace \"default\"");
        assertThat(reader.pods().inAnyNamespace().list().getItems()).isEmpty();
        cluster.client.configMaps().inNamespace(NAMESPACE).list();
    }

    @Test
    void aRefusalNamesObjectGroupAndScope() {
        server.api.bind("reader", manifest(READER, ClusterRole.class));
        cluster.node(ServedCluster.NODE);

        Status refusal =
                refusal(() -> reader.nodes().withName(ServedCluster.NODE).delete());

        assertThat(refusal.getMessage())
                .isEqualTo("nodes \"10.0.10.1\" is forbidden: User \"reader\" cannot delete resource \"nodes\" in API"
                        + " group \"\" at the cluster scope");
        Status leases = refusal(() -> reader.leases().inNamespace(NAMESPACE).list());
        assertThat(leases.getMessage()).startsWith("leases.coordination.k8s.io is forbidden");
    }

    @Test
    void aPermissionCanBeWithheldAndGivenBack() {
        server.api.withhold("reader", "list", "nodes");

        assertThat(refusal(() -> reader.nodes().list()).getCode()).isEqualTo(403);
        cluster.client.nodes().list();
        server.api.giveBack("reader");
        assertThat(reader.nodes().list().getItems()).isEmpty();
    }

    @Test
    void watchesNeedAPermissionOfTheirOwn() {
        server.api.bind("reader", manifest(READER, ClusterRole.class));

        Status refusal = refusal(
                () -> reader.pods().inNamespace(NAMESPACE).watch(new ListOptionsBuilder().build(), new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, Pod pod) {}

                    @Override
                    public void onClose(WatcherException cause) {}
                }));

        assertThat(refusal.getCode()).isEqualTo(403);
    }

    @Test
    void aUserCanAskWhatItMay() {
        server.api.bind("reader", manifest(READER, ClusterRole.class));

        assertThat(allowed("list", "", "pods", "")).isTrue();
        assertThat(allowed("create", "", "pods", "eviction")).isFalse();
        assertThat(allowed("delete", "policy", "poddisruptionbudgets", "")).isTrue();
        server.api.withhold("reader", "list", "pods");
        assertThat(allowed("list", "", "pods", "")).isFalse();
        assertThat(server.api.calls().by("reader")).isEqualTo(Map.of("create selfsubjectaccessreviews", 4L));
    }

    private boolean allowed(String verb, String group, String resource, String subresource) {
        return reader.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(verb)
                        .withGroup(group)
                        .withResource(resource)
                        .withSubresource(subresource)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }
}
