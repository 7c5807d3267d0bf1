package io.github.evenkeel.testkit.controlplane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Directory with the programs of a control plane.
 *
 * @param folder of the programs
 */
record Binaries(Path folder) {
    /** The environment variable that names the folder. */
    static final String VARIABLE = "EVENKEEL_CONTROL_PLANE";

    private static final String VERSION = "v1.34.4";
    private static final List<String> PROGRAMS =
            List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl");

    /** @throws IllegalStateException if a program is not there, or can't be executed */
    Binaries {
        Path looked = folder.toAbsolutePath();
        List<String> missing = PROGRAMS.stream()
                .filter(program -> !Files.isExecutable(looked.resolve(program)))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("No " + String.join(", ", missing) + " in " + looked
                    + ": run dev/control-plane/build, or let " + VARIABLE + " name the folder that has "
                    + String.join(", ", PROGRAMS));
        }
    }

    /** Those that {@code dev/control-plane/build} makes. */
    static Binaries built(Map<String, String> environment) {
        String folder = environment.get(VARIABLE);
        if (folder != null && !folder.isEmpty()) {
            return new Binaries(Path.of(folder));
        }
        String cache = environment.get("XDG_CACHE_HOME");
        Path caches =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new Binaries(caches.resolve("evenkeel").resolve("control-plane").resolve(VERSION));
    }

    Path program(String name) {
        return folder.resolve(name);
    }
}
