package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.kubernetes.controller.Controllers;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.xnio.Options;

/**
 * Emulated Kubernetes cluster without machines: an API server on 127.0.0.1 over plain HTTP, with controllers and
 * scheduler. Nodes join through the API, see {@link io.github.evenkeel.testkit.nodes.NodeAgents}.
 *
 * <p>Real clients work with it: fabric8's, and kubectl for get, cordon, drain, uncordon, delete, patch, label and
 * scale. Left out are server-side apply, protobuf (which newer kubectls send for {@code auth can-i}), OpenAPI (so
 * {@code kubectl create} and {@code apply} need {@code --validate=false}), admission beyond namespaces and the reviews
 * of evictions, custom resources, and logs, exec and port-forward. Taints keep pods away and evict none. Thread-safe.
 *
 * <p>The same tests run on it and on a real API server. Known differences: a user may do everything until bound to a
 * role; nodes are created without the taint {@code node.kubernetes.io/not-ready}, and no controller annotates them;
 * bookmarks of a watch cover changes to all kinds of objects; a message names a wrong UID in a patch once, not twice;
 * when a pod of several budgets changes, all of them are counted anew, and not only one.
 */
public final class KubernetesApi implements AutoCloseable {
    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final Registry registry = new Registry(new ObjectStore());
    private final Users users = new Users();
    private final Permissions permissions = new Permissions();
    private final KubernetesCalls calls = new KubernetesCalls();
    private final Watches watches = new Watches(registry.store());
    private final KubernetesFaults faults = new KubernetesFaults(registry.store(), watches);
    private final Metrics metrics = new Metrics();
    private final EvictionReviews reviews = new EvictionReviews();
    private final List<KubernetesClient> clients = new ArrayList<>();
    private final Undertow server;
    private final Controllers controllers;

    private KubernetesApi(Supplier<KubernetesVersion> version) {
        for (String namespace : NAMESPACES) {
            ObjectNode object = Json.object();
            object.putObject("metadata").put("name", namespace);
            registry.create(ResourceTypes.NAMESPACES, "", object, WriteMode.COMMIT);
        }
        Access access = new Access(users, permissions, calls);
        ApiHandler handler = new ApiHandler(
                new Resources(registry, reviews),
                new WatchHandler(registry.store(), watches, access, faults),
                access,
                faults,
                reviews.threads(),
                version,
                metrics);
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(2)
                .setWorkerThreads(16)
                .setWorkerOption(Options.THREAD_DAEMON, true)
                .setHandler(handler)
                .build();
        server.start();
        controllers = Controllers.start(registry);
    }

    /**
     * Starts a cluster on a free port.
     *
     * @param version of the control plane, asked whenever a client asks
     */
    public static KubernetesApi start(Supplier<KubernetesVersion> version) {
        return new KubernetesApi(version);
    }

    /** Where the API is. */
    public URI url() {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort() + "/");
    }

    /** A client for a user of that name, which is closed along with the cluster. */
    public synchronized KubernetesClient client(String user) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url().toString())
                .withOauthToken(users.token(user))
                .withNamespace("default")
                .withHttp2Disable(true)
                .build();
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        clients.add(client);
        return client;
    }

    /**
     * Puts objects there with the status that they bring, as from a backup: a cluster of 5,000 nodes and 150,000 pods
     * is there within a minute. They get names, UIDs and defaults as created objects do.
     *
     * @param objects as JSON, with apiVersion and kind
     * @throws IllegalArgumentException if one is of a kind that is not served
     * @throws StatusException if one is refused
     */
    public void restore(Stream<String> objects) {
        objects.forEach(text -> {
            ObjectNode object = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            ResourceType type = ResourceTypes.ofKind(
                            object.path("apiVersion").asText(),
                            object.path("kind").asText())
                    .orElseThrow(() -> new IllegalArgumentException("Objects of this kind are not served: " + text));
            String namespace = object.path("metadata").path("namespace").asText();
            registry.createWithStatus(type, namespace, object, WriteMode.COMMIT);
        });
    }

    /** How often who asked for what. */
    public KubernetesCalls calls() {
        return calls;
    }

    /** Makes requests go wrong. */
    public KubernetesFaults faults() {
        return faults;
    }

    /**
     * From now on this webhook reviews each eviction, in the place of the one before. Until then all are allowed. Of
     * other admission webhooks this server knows nothing.
     */
    public void reviewEvictions(EvictionWebhook webhook) {
        reviews.by(webhook);
    }

    /**
     * From now on the metrics say that a client has requested a version of an API that a release removes.
     *
     * @param group empty for the core group
     * @param removedRelease such as {@code 1.32}; empty if none is known
     */
    public void requestDeprecatedApi(String group, String version, String resource, String removedRelease) {
        metrics.requested(group, version, resource, removedRelease);
    }

    /** From now on the user may do what the role grants and nothing else. Until then a user may do everything. */
    public void bind(String user, ClusterRole role) {
        permissions.bind(user, role);
    }

    /**
     * From now on the user may not do this.
     *
     * @param verb such as {@code patch}
     * @param resource such as {@code nodes} or {@code pods/eviction}
     */
    public void withhold(String user, String verb, String resource) {
        permissions.withhold(user, verb, resource);
    }

    /** Ends all that {@link #withhold} began for the user. */
    public void giveBack(String user) {
        permissions.giveBack(user);
    }

    /**
     * Writes a kubeconfig for the administrator.
     *
     * @return the file {@code kubeconfig} in that directory
     * @throws IOException if it can't be written
     */
    public Path writeKubeconfig(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                clusters:
                - name: sandbox
                  cluster:
                    server: %s
                contexts:
                - name: sandbox
                  context:
                    cluster: sandbox
                    user: administrator
                    namespace: default
                users:
                - name: administrator
                  user: {}
                current-context: sandbox
                """
                        .formatted(url()));
    }

    @Override
    public synchronized void close() {
        controllers.close();
        watches.close();
        clients.forEach(KubernetesClient::close);
        reviews.close();
        server.stop();
    }
}
