package io.github.evenkeel.testkit.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.evenkeel.testkit.controlplane.FreePort.PortTakenException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** API server process, which can stop and start again on the same port. Thread-safe. */
final class ApiServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final String AUDIT_POLICY =
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - level: None
              users: ["system:apiserver"]
            - level: Metadata
            """;

    private final Binaries binaries;
    private final Path directory;
    private final Credentials credentials;
    private final URI etcd;
    private final int port;
    private Program program;

    private ApiServer(Binaries binaries, Path directory, Credentials credentials, URI etcd, int port) {
        this.binaries = binaries;
        this.directory = directory;
        this.credentials = credentials;
        this.etcd = etcd;
        this.port = port;
        this.program = run();
    }

    /** Starts it and waits until it is ready. */
    static ApiServer start(Binaries binaries, Path directory, Credentials credentials, URI etcd) throws IOException {
        Files.writeString(directory.resolve("audit-policy.yaml"), AUDIT_POLICY);
        return FreePort.serve(port -> new ApiServer(binaries, directory, credentials, etcd, port));
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + port + "/");
    }

    Path auditLog() {
        return directory.resolve("audit.log");
    }

    synchronized Program program() {
        return program;
    }

    /**
     * Starts it again where it was.
     *
     * @throws IllegalStateException if it runs
     */
    synchronized void startAgain() {
        if (program.isRunning()) {
            throw new IllegalStateException("The API server runs: kill it before it can start again");
        }
        program = run();
    }

    @Override
    public synchronized void close() {
        program.close();
    }

    private Program run() {
        Program started = Program.start(
                binaries.program("kube-apiserver"),
                directory,
                List.of(
                        "--etcd-servers=" + etcd,
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + port,
                        "--cert-dir=" + credentials.serverCertificates(),
                        "--authorization-mode=RBAC",
                        "--token-auth-file=" + credentials.tokenFile(),
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-key-file=" + credentials.verifyingKey(),
                        "--service-account-signing-key-file=" + credentials.signingKey(),
                        "--service-cluster-ip-range=10.96.0.0/16",
                        // Pods need no service account, so that they can be made as soon as their namespace is.
                        "--disable-admission-plugins=ServiceAccount",
                        "--audit-policy-file=" + directory.resolve("audit-policy.yaml"),
                        "--audit-log-path=" + auditLog(),
                        // In MB: it is read as one file, which must not be set aside for a new one.
                        "--audit-log-maxsize=1000000"));
        try {
            awaitReady(started);
            return started;
        } catch (IllegalStateException e) {
            boolean portTaken = started.lostItsPort();
            started.close();
            throw portTaken ? new PortTakenException(e) : e;
        }
    }

    private void awaitReady(Program started) {
        // The key is written after the certificate.
        Path key = credentials.serverCertificates().resolve("apiserver.key");
        started.await("it had a certificate", START_LIMIT, () -> Files.exists(key));
        try (KubernetesClient client = Clients.once(url(), credentials)) {
            started.await("it was ready", START_LIMIT, () -> isReady(client));
        }
    }

    private static boolean isReady(KubernetesClient client) {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
