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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may do what, on the sandbox's server and on a real one. */
abstract class PermissionsContract<S extends Server> {
    private static final String READER =
            """
            {metadata: {name: reader},
             rules: [{apiGroups: [""], resources: [pods, nodes], verbs: [get, list]},
                     {apiGroups: [policy], resources: [poddisruptionbudgets], verbs: ["*"]}]}
            """;

    final S server;
    final ServedCluster cluster;
    final KubernetesClient reader;

    PermissionsContract(S server) {
        this.server = server;
        cluster = new ServedCluster(server);
        reader = ServedCluster.once(server.client("reader"));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void anUnknownTokenIsRefused() throws Exception {
        var answer = cluster.http()
                .send(
                        cluster.request("/api/v1/nodes")
                                .setHeader("Authorization", "Bearer unknown-token")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Unauthorized").doesNotContain("unknown-token");
    }

    @Test
    void aUserMayDoWhatTheRoleGrantsAndNothingElse() {
        bindReader();

        Status refusal =
                refusal(() -> reader.configMaps().inNamespace(NAMESPACE).list());
        assertThat(refusal.getCode()).isEqualTo(403);
        assertThat(refusal.getReason()).isEqualTo("Forbidden");
        assertThat(refusal.getMessage())
                .isEqualTo("configmaps is forbidden: User \"" + server.fullName("reader")
                        + "\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"default\"");
        assertThat(reader.pods().inAnyNamespace().list().getItems()).isEmpty();
        cluster.client.configMaps().inNamespace(NAMESPACE).list();
    }

    @Test
    void aUserCanAskWhatItMay() {
        bindReader();

        assertThat(allowed("list", "", "pods", "")).isTrue();
        assertThat(allowed("create", "", "pods", "eviction")).isFalse();
        assertThat(allowed("delete", "policy", "poddisruptionbudgets", "")).isTrue();
    }

    @Test
    void aRefusalNamesObjectGroupAndScope() {
        bindReader();
        cluster.node(ServedCluster.NODE);

        Status refusal =
                refusal(() -> reader.nodes().withName(ServedCluster.NODE).delete());

        assertThat(refusal.getMessage())
                .isEqualTo("nodes \"10.0.10.1\" is forbidden: User \"" + server.fullName("reader")
                        + "\" cannot delete resource \"nodes\" in API" + " group \"\" at the cluster scope");
        Status leases = refusal(() -> reader.leases().inNamespace(NAMESPACE).list());
        assertThat(leases.getMessage()).startsWith("leases.coordination.k8s.io is forbidden");
    }

    @Test
    void watchesNeedAPermissionOfTheirOwn() {
        bindReader();

        Status refusal = refusal(
                () -> reader.pods().inNamespace(NAMESPACE).watch(new ListOptionsBuilder().build(), new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, Pod pod) {}

                    @Override
                    public void onClose(WatcherException cause) {}
                }));

        assertThat(refusal.getCode()).isEqualTo(403);
    }

    void bindReader() {
        server.bind("reader", manifest(READER, ClusterRole.class));
    }

    boolean allowed(String verb, String group, String resource, String subresource) {
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
