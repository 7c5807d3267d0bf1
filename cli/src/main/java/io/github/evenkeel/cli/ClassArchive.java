package io.github.evenkeel.cli;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.kubernetes.KubernetesApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Drains a node of a Kubernetes API in this process, so that a JVM with {@code -XX:ArchiveClassesAtExit} archives the
 * classes that {@link DrainCommand} loads. Loading them from an archive takes a fraction of the time.
 */
final class ClassArchive {
    private static final int PODS = 3;
    private static final String NODE =
            """
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"archived"},
             "status":{"allocatable":{"cpu":"4","memory":"4Gi","pods":"50"},
                       "conditions":[{"type":"Ready","status":"True"}]}}""";
    private static final String POD =
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"archived-%d","namespace":"default",
             "labels":{"app":"archived"},"ownerReferences":[{"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout",
             "name":"archived","uid":"7d5a6a0e-58a4-4e1c-9d0b-0d4c6b8b2f10","controller":true}]},
             "spec":{"nodeName":"archived","terminationGracePeriodSeconds":0,
                     "containers":[{"name":"archived","image":"archived"}]},
             "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}""";
    private static final String BUDGET =
            """
            {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"archived","namespace":"default"},
             "spec":{"minAvailable":0,"selector":{"matchLabels":{"app":"archived"}}},
             "status":{"disruptionsAllowed":3,"currentHealthy":3,"desiredHealthy":0,"expectedPods":3,
                       "observedGeneration":1}}""";

    private ClassArchive() {}

    /** Exits with what the drain exited with. */
    public static void main(String... nothing) throws IOException, NoSuchAlgorithmException {
        greetAServer();
        Path directory = Files.createTempDirectory("evenkeel-archive-");
        int code;
        try (KubernetesApi api = KubernetesApi.start(() -> KubernetesVersion.parse("v1.34.4"))) {
            api.restore(Stream.of(NODE, BUDGET));
            api.restore(IntStream.range(0, PODS).mapToObj(POD::formatted));
            Path kubeconfig = api.writeKubeconfig(directory);
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            code = Main.run(new Streams(System.in, out, out), "drain", kubeconfig.toString(), "archived");
            if (code != 0) {
                System.err.println(printed.toString(StandardCharsets.UTF_8));
            }
            Files.delete(kubeconfig);
        }
        Files.delete(directory);
        System.exit(code);
    }

    /** The API here speaks plain HTTP, and real ones TLS. */
    private static void greetAServer() throws NoSuchAlgorithmException, SSLException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }
}
