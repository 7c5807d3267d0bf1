package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.LoadBalancer.CliAction;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Builds commands of the OCI CLI, for operators who finish by hand what a run has begun. Each argument that comes from
 * a service is in single quotes: between these, sh, bash and zsh interpret no character but the quote itself.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/tools/oci-cli/latest/oci_cli_docs/">its reference</a>
 */
final class CommandLine {
    /** Characters that an interactive shell interprets even between quotes. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private CommandLine() {}

    /** Command that changes a backend; empty if a name in it can't be pasted. */
    static Optional<String> backend(String loadBalancer, String set, Backend backend, CliAction what) {
        String balancersSet =
                " --load-balancer-id " + quoted(loadBalancer) + " --backend-set-name " + quoted(set) + " ";
        String command =
                switch (what) {
                    case UPDATE -> "update" + balancersSet + name(backend) + settings(backend);
                    case ADD ->
                        "create" + balancersSet + "--ip-address " + quoted(backend.address()) + " --port "
                                + backend.port() + settings(backend);
                    case REMOVE -> "delete" + balancersSet + name(backend) + " --force";
                };
        return printable("oci lb backend " + command + " --wait-for-state SUCCEEDED");
    }

    /** Command that shows a node pool; empty if the id can't be pasted. */
    static Optional<String> nodePool(String poolId) {
        return printable("oci ce node-pool get --node-pool-id " + quoted(poolId));
    }

    private static String name(Backend backend) {
        return "--backend-name " + quoted(backend.name());
    }

    private static String settings(Backend backend) {
        String settings = " --weight " + backend.weight() + " --backup " + backend.is(Mode.BACKUP) + " --drain "
                + backend.is(Mode.DRAIN) + " --offline " + backend.is(Mode.OFFLINE);
        return backend.maxConnections() > 0 ? settings + " --max-connections " + backend.maxConnections() : settings;
    }

    private static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    private static Optional<String> printable(String command) {
        return Optional.of(command).filter(text -> !UNPRINTABLE.matcher(text).find());
    }
}
