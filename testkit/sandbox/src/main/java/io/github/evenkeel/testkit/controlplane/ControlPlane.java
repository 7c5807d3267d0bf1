package io.github.evenkeel.testkit.controlplane;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Real Kubernetes control plane, which takes some seconds to start and runs as processes beside this JVM: none outlives
 * the JVM, however that ends. It serves TLS on a free port of 127.0.0.1, authorizes by role, and counts requests in an
 * audit log. Its nodes join through the API, see {@link io.github.evenkeel.testkit.nodes.NodeAgents}.
 *
 * <p>It differs from a production cluster: etcd may lose data if the machine fails, pods need no service account,
 * namespaces have no certificate of the API server, and the controllers have no limit of 20 requests a second.
 * Thread-safe.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Duration CLEAR_LIMIT = Duration.ofMinutes(1);

    private final Binaries binaries;
    private final Credentials credentials;
    private final Etcd etcd;
    private final ApiServer server;
    private final Controllers controllers;
    private final KubernetesClient administrator;
    private final ServiceAccounts users;
    private final Deque<AutoCloseable> parts;

    private ControlPlane(Binaries binaries, Deque<AutoCloseable> parts) throws IOException {
        this.binaries = binaries;
        this.parts = parts;
        ScratchDirectory directory = opened(ScratchDirectory.create());
        credentials = Credentials.in(directory.path());
        etcd = Etcd.start(binaries, directory.path());
        opened(etcd.program());
        server = opened(ApiServer.start(binaries, directory.path(), credentials, etcd.url()));
        administrator = opened(Clients.of(server.url(), credentials, credentials.token(Credentials.ADMINISTRATOR)));
        controllers = opened(Controllers.start(binaries, directory.path(), credentials, server.url(), administrator));
        users = new ServiceAccounts(administrator, server);
    }

    /**
     * Starts the programs that {@code dev/control-plane/build} made: those in the folder that the environment variable
     * EVENKEEL_CONTROL_PLANE names, or else in the cache of this user.
     *
     * @throws IllegalStateException if a program is missing, or does not start; tells why
     */
    public static ControlPlane start() {
        return start(Binaries.built(System.getenv()));
    }

    /**
     * Starts the programs of a folder: etcd, kube-apiserver, kube-controller-manager, kube-scheduler.
     *
     * @throws IllegalStateException if a program is missing, or does not start; tells why
     */
    public static ControlPlane start(Path binaries) {
        return start(new Binaries(binaries));
    }

    private static ControlPlane start(Binaries binaries) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return new ControlPlane(binaries, parts);
        } catch (IOException e) {
            close(parts);
            throw new UncheckedIOException("No directory for a control plane", e);
        } catch (RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    /** Where the API is. */
    public URI url() {
        return server.url();
    }

    /** A client for the administrator, who may do everything; closed along with the control plane. */
    public KubernetesClient administrator() {
        return administrator;
    }

    /**
     * A client for a user, closed along with the control plane. The user is a service account of that name, and may do
     * nothing until {@link #bind}.
     *
     * @param user lower case letters, digits and hyphens
     */
    public KubernetesClient client(String user) {
        return opened(Clients.of(server.url(), credentials, users.token(user)));
    }

    /**
     * From now on the user may do what the role grants and nothing else. Returns when the API server goes by it.
     *
     * @param role its name does not matter
     */
    public void bind(String user, ClusterRole role) {
        users.bind(user, role);
    }

    /** Who asked for what. */
    public AuditLog audit() {
        return new AuditLog(server.auditLog());
    }

    /**
     * Deletes the nodes, namespaces, pods, workloads, budgets, services and volumes that tests have made, whatever
     * their finalizers say, and returns when they are gone. Users keep their roles.
     */
    public void clear() {
        server.program().await("what tests had made was gone", CLEAR_LIMIT, new Leftovers(administrator)::areGone);
    }

    /** The kubectl of the same version. */
    public Path kubectl() {
        return binaries.program("kubectl");
    }

    /**
     * Writes a kubeconfig for the administrator.
     *
     * @return the file {@code kubeconfig} in that directory
     * @throws IOException if it can't be written
     */
    public Path writeKubeconfig(Path directory) throws IOException {
        return writeKubeconfig(
                directory.resolve("kubeconfig"),
                Credentials.ADMINISTRATOR,
                credentials.token(Credentials.ADMINISTRATOR));
    }

    /**
     * Writes a kubeconfig for a user as {@link #client} knows it.
     *
     * @return the file {@code USER.kubeconfig} in that directory
     * @throws IOException if it can't be written
     */
    public Path writeKubeconfig(Path directory, String user) throws IOException {
        return writeKubeconfig(directory.resolve(user + ".kubeconfig"), user, users.token(user));
    }

    /** Ends the controllers and the scheduler for good: from now on nothing changes but by requests. */
    public void stopControllers() {
        controllers.close();
    }

    /** Ends the API server as a machine that fails would, and returns when it is gone. */
    public void killApiServer() {
        server.close();
    }

    /**
     * Starts the API server again where it was, and returns when it is ready.
     *
     * @throws IllegalStateException if it runs, or does not start
     */
    public void startApiServer() {
        server.startAgain();
    }

    @Override
    public void close() {
        synchronized (parts) {
            close(parts);
        }
    }

    /** The programs as they run now. */
    List<ProcessHandle> processes() {
        return List.of(
                etcd.program().handle(),
                server.program().handle(),
                controllers.manager().handle(),
                controllers.scheduler().handle());
    }

    private Path writeKubeconfig(Path file, String user, String token) throws IOException {
        return Files.writeString(file, Clients.kubeconfig(server.url(), credentials, user, token));
    }

    private <T extends AutoCloseable> T opened(T part) {
        synchronized (parts) {
            parts.push(part);
        }
        return part;
    }

    private static void close(Deque<AutoCloseable> parts) {
        RuntimeException failure = null;
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("The control plane did not close", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
