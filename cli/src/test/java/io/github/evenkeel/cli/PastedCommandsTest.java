package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.oracle.bmc.containerengine.ContainerEngine;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OciNetworkLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.LoadBalancer.CliAction;
import io.github.evenkeel.spi.Workloads;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each kind of command that is left to a person, typed into shells that run {@code oci}, {@code kubectl} and
 * {@code evenkeel} itself.
 */
class PastedCommandsTest {
    private static final String BALANCER = "ocid1.loadbalancer.oc1..a";
    private static final String NETWORK_BALANCER = "ocid1.networkloadbalancer.oc1..a";

    /** Each would make a file, or give a program other arguments, where it is not an argument as it stands. */
    private static final List<String> HOSTILE = List.of(
            "a; touch made",
            "$(touch made)",
            "`touch made`",
            "'; touch made; '",
            "\"; touch made; \"",
            "' \" $(touch made) `touch made` ' \"",
            "a # b; touch made",
            "#touch made",
            "a && touch made",
            "a | tee made",
            "a > made",
            "a & touch made",
            "a \\",
            "\\'; touch made; '",
            "!!",
            "a!touch made",
            "^touch^made^",
            "=ls",
            "~root",
            "*",
            "[a-z]*",
            "{a,b}",
            "${HOME}",
            "$HOME",
            "%1",
            "--force",
            " a  b ",
            "",
            "a\u00e9\u4e2d");

    /**
     * As a person starts them, without the person's settings: that is what takes away the meaning of a comment in zsh.
     */
    private enum Shell {
        SH("sh", "-i"),
        BASH("bash", "--norc", "-i"),
        ZSH("zsh", "-f", "-i");

        @SuppressWarnings("ImmutableEnumChecker") // The list is a copy that can't be changed.
        private final List<String> command;

        Shell(String... command) {
            this.command = List.of(command);
        }

        private boolean isThere() {
            return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, command.get(0))));
        }
    }

    private final Path place;
    private final Path calls;

    PastedCommandsTest(@TempDir Path place) throws IOException {
        this.place = place;
        calls = Files.createFile(place.resolve("calls"));
        Files.createDirectory(place.resolve("bin"));
        for (String program : List.of("oci", "kubectl", "evenkeel")) {
            Path file = place.resolve("bin").resolve(program);
            Files.writeString(file, "#!/bin/sh\nprintf '%s\\0' $# " + program + " \"$@\" >> '" + calls + "'\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheProgramsItsArguments(Shell shell) throws IOException, InterruptedException {
        List<List<String>> expected = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String name : HOSTILE) {
            Backend backend = Backend.builder(name, 80)
                    .weight(3)
                    .maxConnections(256)
                    .modes(Set.of(Backend.Mode.BACKUP))
                    .build();
            for (CliAction what : CliAction.values()) {
                lines.add(balancer().cliCommand(name, backend, what).orElseThrow());
                expected.add(arguments(name, backend, what));
            }
            Backend unlimited = backend.toBuilder().maxConnections(0).build();
            for (CliAction what : CliAction.values()) {
                lines.add(networkBalancer().cliCommand(name, unlimited, what).orElseThrow());
                expected.add(networkArguments(name, unlimited, what));
            }
            lines.add(cluster().inspectCliCommand(name).orElseThrow());
            expected.add(List.of("oci", "ce", "node-pool", "get", "--node-pool-id", name));
            lines.add(DrainCommand.restoring(name, "10.0.10.2"));
            expected.add(List.of("evenkeel", "drain", name, "10.0.10.2", "--restore"));
        }
        lines.add(uncordon("10.0.10.2").orElseThrow());
        expected.add(List.of("kubectl", "annotate", "node", "10.0.10.2", "evenkeel.io/cordoned-by-"));
        expected.add(List.of("kubectl", "uncordon", "10.0.10.2"));
        lines.add(include("10.0.10.2").orElseThrow());
        expected.add(List.of("kubectl", "label", "node", "10.0.10.2", BalancerExclusion.LABEL + "-"));
        expected.add(List.of("kubectl", "annotate", "node", "10.0.10.2", "evenkeel.io/excluded-by-"));

        paste(shell, lines);

        assertThat(called()).containsExactlyElementsOf(expected);
    }

    /** What is printed below a description is the command, and no other line is. */
    @ParameterizedTest
    @EnumSource
    void aServicesWordsAreNoPartOfWhatIsPasted(Shell shell) throws IOException, InterruptedException {
        List<String> lines = HOSTILE.stream()
                .map(words -> new ManualStep(
                        "look at it: " + words + "\n touch made\n",
                        cluster().inspectCliCommand("ocid1.nodepool.oc1..a")))
                .flatMap(step -> step.toString().lines().filter(line -> line.contains("oci ce ")))
                .toList();

        paste(shell, lines);

        assertThat(called())
                .hasSameSizeAs(HOSTILE)
                .containsOnly(List.of("oci", "ce", "node-pool", "get", "--node-pool-id", "ocid1.nodepool.oc1..a"));
    }

    /** What the tests of zsh stand on: a shell to which a {@code #} begins a comment would pass them in any case. */
    @Test
    void aCommentBehindACommandIsRunByZsh() throws IOException, InterruptedException {
        paste(Shell.ZSH, List.of("oci ce # a; touch calls2"));
        assertThat(place.resolve("calls2")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\u001b[2Kb", "a\u0003b", "a\u2028b", "a\u202eb", "a\u009bb"})
    void namesThatCannotBePastedHaveNoCommand(String name) {
        for (CliAction what : CliAction.values()) {
            assertThat(balancer().cliCommand(name, backend("10.0.10.2"), what)).isEmpty();
            assertThat(networkBalancer().cliCommand(name, backend("10.0.10.2"), what))
                    .isEmpty();
        }
        assertThat(balancer().cliCommand("web", backend(name), CliAction.REMOVE))
                .isEmpty();
        assertThat(cluster().inspectCliCommand(name)).isEmpty();
    }

    @Test
    void whatIsNoNodesNameHasNoCommand() {
        assertThat(HOSTILE).allSatisfy(name -> assertThat(uncordon(name)).isEmpty());
        assertThat(HOSTILE).allSatisfy(name -> assertThat(include(name)).isEmpty());
    }

    private static List<String> arguments(String set, Backend backend, CliAction what) {
        List<String> where = List.of("--load-balancer-id", BALANCER, "--backend-set-name", set);
        List<String> named = List.of("--backend-name", backend.name());
        List<String> settings = List.of(
                "--weight",
                "3",
                "--backup",
                "true",
                "--drain",
                "false",
                "--offline",
                "false",
                "--max-connections",
                "256");
        List<String> end = List.of("--wait-for-state", "SUCCEEDED");
        return switch (what) {
            case UPDATE -> joined(List.of("oci", "lb", "backend", "update"), where, named, settings, end);
            case ADD ->
                joined(
                        List.of("oci", "lb", "backend", "create"),
                        where,
                        List.of("--ip-address", backend.address(), "--port", "80"),
                        settings,
                        end);
            case REMOVE -> joined(List.of("oci", "lb", "backend", "delete"), where, named, List.of("--force"), end);
        };
    }

    private static List<String> networkArguments(String set, Backend backend, CliAction what) {
        List<String> where = List.of("--network-load-balancer-id", NETWORK_BALANCER, "--backend-set-name", set);
        List<String> named = List.of("--backend-name", backend.name());
        List<String> settings =
                List.of("--weight", "3", "--is-backup", "true", "--is-drain", "false", "--is-offline", "false");
        List<String> end = List.of("--wait-for-state", "SUCCEEDED");
        return switch (what) {
            case UPDATE -> joined(List.of("oci", "nlb", "backend", "update"), where, named, settings, end);
            case ADD ->
                joined(
                        List.of("oci", "nlb", "backend", "create"),
                        where,
                        List.of("--ip-address", backend.address(), "--port", "80"),
                        settings,
                        end);
            case REMOVE -> joined(List.of("oci", "nlb", "backend", "delete"), where, named, List.of("--force"), end);
        };
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static List<String> joined(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    /** Typed line by line, in an empty directory. */
    private void paste(Shell shell, List<String> lines) throws IOException, InterruptedException {
        assumeTrue(shell.isThere(), () -> "no " + shell.command.get(0) + " on the PATH: nothing is pasted into it");
        ProcessBuilder builder = new ProcessBuilder(shell.command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("printed").toFile());
        builder.environment().merge("PATH", place.resolve("bin").toString(), (path, ours) -> ours + ":" + path);
        builder.environment().put("HOME", place.toString());
        builder.environment().put("HISTFILE", "/dev/null");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        process.waitFor();
        assertThat(place.resolve("made")).doesNotExist();
    }

    /** The command lines that our programs were given. */
    private List<List<String>> called() throws IOException {
        List<String> words = Arrays.asList(Files.readString(calls).split("\0", -1));
        List<List<String>> called = new ArrayList<>();
        for (int at = 0; at < words.size() - 1; ) {
            int end = at + 2 + Integer.parseInt(words.get(at));
            called.add(words.subList(at + 1, end));
            at = end;
        }
        return called;
    }

    private static Backend backend(String address) {
        return Backend.builder(address, 80).build();
    }

    private static OciLoadBalancer balancer() {
        return OciLoadBalancer.of(askedNothing(com.oracle.bmc.loadbalancer.LoadBalancer.class), BALANCER);
    }

    private static OciNetworkLoadBalancer networkBalancer() {
        return OciNetworkLoadBalancer.of(
                askedNothing(com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer.class), NETWORK_BALANCER);
    }

    private static OkeCluster cluster() {
        return OkeCluster.of(askedNothing(ContainerEngine.class), "ocid1.cluster.oc1..a");
    }

    private static Optional<String> uncordon(String node) {
        return command(workloads -> workloads.uncordonCliCommand(node));
    }

    private static Optional<String> include(String node) {
        return command(workloads -> workloads.includeCliCommand(node));
    }

    private static Optional<String> command(Function<Workloads, Optional<String>> command) {
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            return command.apply(KubernetesWorkloads.of(client));
        }
    }

    private static <T> T askedNothing(Class<T> client) {
        return client.cast(
                Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, (proxy, method, arguments) -> {
                    throw new IllegalStateException(method.getName() + " of a client that nothing is asked of");
                }));
    }
}
