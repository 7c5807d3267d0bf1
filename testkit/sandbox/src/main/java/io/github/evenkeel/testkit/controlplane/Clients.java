package io.github.evenkeel.testkit.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Base64;

/** Creates clients of the API server. */
final class Clients {
    private Clients() {}

    /** A client with the retries of fabric8. */
    static KubernetesClient of(URI server, Credentials credentials, String token) {
        return client(config(server, credentials, token));
    }

    /** A client for the administrator that sends each request once. */
    static KubernetesClient once(URI server, Credentials credentials) {
        return client(config(server, credentials, credentials.token(Credentials.ADMINISTRATOR))
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(10_000));
    }

    /** A kubeconfig that names no other file. */
    static String kubeconfig(URI server, Credentials credentials, String user, String token) throws IOException {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: control-plane
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                contexts:
                - name: control-plane
                  context:
                    cluster: control-plane
                    user: %s
                    namespace: default
                users:
                - name: %s
                  user:
                    token: %s
                current-context: control-plane
                """
                .formatted(
                        server,
                        Base64.getEncoder().encodeToString(Files.readAllBytes(credentials.serverAuthority())),
                        user,
                        user,
                        token);
    }

    private static ConfigBuilder config(URI server, Credentials credentials, String token) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(server.toString())
                .withCaCertFile(credentials.serverAuthority().toString())
                .withOauthToken(token)
                .withNamespace("default")
                // Over HTTP/2 the JDK's client fails where a server allows fewer streams than it has requests.
                .withHttp2Disable(true);
    }

    private static KubernetesClient client(ConfigBuilder config) {
        return new KubernetesClientBuilder().withConfig(config.build()).build();
    }
}
