package io.github.evenkeel.cli;

import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a kubeconfig file. Refuses one that names no server: the client would connect to a default address, and so
 * perhaps to another cluster.
 */
final class Kubeconfig {
    private Kubeconfig() {}

    /**
     * A client for the current context of the file.
     *
     * @throws UnusableException if that does not lead to a server
     */
    static KubernetesClient client(String name) {
        return new KubernetesClientBuilder().withConfig(read(name)).build();
    }

    /**
     * What the current context of the file tells.
     *
     * @throws UnusableException if that does not lead to a server
     */
    static Config read(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UnusableException(name, "there is no such file that can be read");
        }
        try {
            check(name, parsed(Files.readString(file, StandardCharsets.UTF_8)));
            return Config.fromKubeconfig(file.toFile());
        } catch (UnusableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // What parsers say may quote the file, which has credentials.
            throw new UnusableException(name, "it is no kubeconfig in YAML");
        }
    }

    private static io.fabric8.kubernetes.api.model.Config parsed(String text) {
        return new KubernetesSerialization().unmarshal(text, io.fabric8.kubernetes.api.model.Config.class);
    }

    private static void check(String name, io.fabric8.kubernetes.api.model.Config config) {
        String current = config.getCurrentContext();
        if (current == null || current.isEmpty()) {
            throw new UnusableException(name, "it has no current-context: set one by kubectl config use-context");
        }
        NamedContext context = config.getContexts().stream()
                .filter(each -> current.equals(each.getName()) && each.getContext() != null)
                .findFirst()
                .orElseThrow(() -> new UnusableException(name, "its current-context '" + current + "' is not in it"));
        String cluster = context.getContext().getCluster();
        NamedCluster named = config.getClusters().stream()
                .filter(each -> each.getName().equals(cluster) && each.getCluster() != null)
                .findFirst()
                .orElseThrow(() -> new UnusableException(
                        name, "cluster '" + cluster + "' of its context '" + current + "' is not in it"));
        String server = named.getCluster().getServer();
        if (server == null || server.isEmpty()) {
            throw new UnusableException(name, "its cluster '" + cluster + "' has no server");
        }
    }

    /** Thrown for a file that names no cluster. */
    static final class UnusableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnusableException(String file, String why) {
            super("kubeconfig " + file + " can't be used: " + why);
        }
    }
}
