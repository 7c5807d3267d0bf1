package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.LoadBalancer.ByHand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Commands of OCI's command line tool, for people who finish by hand what a run has begun.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/tools/oci-cli/latest/oci_cli_docs/">its reference</a>
 */
final class CommandLine {
    private static final Pattern PLAIN = Pattern.compile("[\\w.:/@%+=-]+");

    private CommandLine() {}

    static String backend(String loadBalancer, String set, Backend backend, ByHand what) {
        List<String> words = words("oci", "lb", "backend");
        words.add(
                switch (what) {
                    case UPDATE -> "update";
                    case ADD -> "create";
                    case REMOVE -> "delete";
                });
        words.addAll(words("--load-balancer-id", loadBalancer, "--backend-set-name", set));
        words.addAll(
                what == ByHand.ADD
                        ? words("--ip-address", backend.address(), "--port", backend.port())
                        : words("--backend-name", backend.name()));
        words.addAll(what == ByHand.REMOVE ? words("--force") : settings(backend));
        words.addAll(words("--wait-for-state", "SUCCEEDED"));
        return text(words);
    }

    static String nodePool(String poolId) {
        return text(words("oci", "ce", "node-pool", "get", "--node-pool-id", poolId));
    }

    private static List<String> settings(Backend backend) {
        List<String> settings = words(
                "--weight",
                backend.weight(),
                "--backup",
                backend.is(Mode.BACKUP),
                "--drain",
                backend.is(Mode.DRAIN),
                "--offline",
                backend.is(Mode.OFFLINE));
        if (backend.maxConnections() > 0) {
            settings.addAll(words("--max-connections", backend.maxConnections()));
        }
        return settings;
    }

    private static List<String> words(Object... words) {
        return Arrays.stream(words).map(Object::toString).collect(Collectors.toCollection(ArrayList::new));
    }

    private static String text(List<String> words) {
        return words.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
