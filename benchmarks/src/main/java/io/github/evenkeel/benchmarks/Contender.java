package io.github.evenkeel.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Who drains. */
enum Contender {
    KUBECTL("kubectl", "kubectl") {
        @Override
        List<String> command(Path kubectl, Path kubeconfig, Path cache, String node) {
            return List.of(
                    kubectl.toString(),
                    "--kubeconfig=" + kubeconfig,
                    "--cache-dir=" + cache,
                    "drain",
                    node,
                    "--ignore-daemonsets",
                    "--delete-emptydir-data");
        }
    },
    /** In a JVM that has drained before. Returns as soon as the node is empty, as kubectl does. */
    EVENKEEL("evenkeel", "evenkeel") {
        @Override
        List<String> command(Path kubectl, Path kubeconfig, Path cache, String node) {
            return java(kubeconfig, node, Duration.ZERO, "warm");
        }
    },
    /** In a JVM that does nothing else: its classes are loaded and compiled meanwhile. */
    EVENKEEL_COLD("evenkeel, cold JVM", "evenkeel-cold") {
        @Override
        List<String> command(Path kubectl, Path kubeconfig, Path cache, String node) {
            return java(kubeconfig, node, Duration.ZERO, "cold");
        }
    },
    /** Waits as the library does by default for pods that were bound before the cordon and come late. */
    EVENKEEL_QUIET("evenkeel, 5 s of quiet", "evenkeel-quiet") {
        @Override
        List<String> command(Path kubectl, Path kubeconfig, Path cache, String node) {
            return java(kubeconfig, node, Duration.ofSeconds(5), "warm");
        }
    },
    /** As a person runs it, with the defaults: the whole process counts, of kubectl as well. */
    EVENKEEL_SHELL("evenkeel from a shell, both with their start", "evenkeel-shell") {
        @Override
        List<String> command(Path kubectl, Path kubeconfig, Path cache, String node) {
            String program = System.getProperty("evenkeel.program", "no -Devenkeel.program");
            if (!Files.isReadable(Path.of(program).resolveSibling(Path.of("target", "evenkeel.jsa")))) {
                throw new IllegalStateException(program + " is not built: build the module cli as well");
            }
            return List.of(program, "drain", kubeconfig.toString(), node);
        }
    };

    private final String title;
    private final String user;

    Contender(String title, String user) {
        this.title = title;
        this.user = user;
    }

    /**
     * What it is run by.
     *
     * @param cache where kubectl keeps what the server offers
     */
    abstract List<String> command(Path kubectl, Path kubeconfig, Path cache, String node);

    String title() {
        return title;
    }

    /** Its name in the audit log. */
    String user() {
        return user;
    }

    /** Whether it prints when the library was called and answered. */
    boolean tellsTimes() {
        return this != KUBECTL && this != EVENKEEL_SHELL;
    }

    private static List<String> java(Path kubeconfig, String node, Duration quiet, String state) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                DrainOnce.class.getName(),
                kubeconfig.toString(),
                node,
                quiet.toString(),
                state);
    }
}
