package io.github.evenkeel.testkit.controlplane;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Users other than the administrator: each is a service account. Thread-safe. */
final class ServiceAccounts {
    /** A namespace that is there from the beginning. */
    private static final String NAMESPACE = "kube-system";

    private static final String PREFIX = "system:serviceaccount:" + NAMESPACE + ":";
    private static final long ONE_DAY_IN_SECONDS = 86_400;
    private static final Duration EFFECT_LIMIT = Duration.ofSeconds(30);

    private final KubernetesClient administrator;
    private final ApiServer server;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger bindings = new AtomicInteger();

    ServiceAccounts(KubernetesClient administrator, ApiServer server) {
        this.administrator = administrator;
        this.server = server;
    }

    /** The token of a user, who is new the first time. */
    String token(String user) {
        return tokens.computeIfAbsent(user, this::create);
    }

    /** Makes the role all that the user may do, and waits until the server goes by it. */
    void bind(String user, ClusterRole role) {
        token(user);
        String name = "user:" + user;
        String mark = "/bound/" + bindings.incrementAndGet();
        administrator
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(role.getRules())
                        .addNewRule()
                        .withNonResourceURLs(mark)
                        .withVerbs("get")
                        .endRule()
                        .build())
                .forceConflicts()
                .serverSideApply();
        administrator
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                        .addNewSubject(null, "ServiceAccount", user, NAMESPACE)
                        .build())
                .forceConflicts()
                .serverSideApply();
        // The server looks roles up in a copy that lags behind: the mark shows whether it has this one.
        server.program().await("the role of " + user + " took effect", EFFECT_LIMIT, () -> mayGet(user, mark));
    }

    /** The name that tests know a user by. */
    static String shortName(String user) {
        return user.startsWith(PREFIX) ? user.substring(PREFIX.length()) : user;
    }

    private boolean mayGet(String user, String path) {
        SubjectAccessReview review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(PREFIX + user)
                .withNewNonResourceAttributes(path, "get")
                .endSpec()
                .build();
        return administrator
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }

    private String create(String user) {
        administrator
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(user)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        return administrator
                .serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName(user)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(ONE_DAY_IN_SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }
}
