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
    /** Service that a balancer belongs to, in the words of the command. */
    enum Service {
        LOAD_BALANCER("oci lb backend ", "--load-balancer-id ", ""),
        NETWORK_LOAD_BALANCER("oci nlb backend ", "--network-load-balancer-id ", "is-");

        private final String command;
        private final String id;
        private final String flags;

        Service(String command, String id, String flags) {
            this.command = command;
            this.id = id;
            this.flags = flags;
        }

        private String settings(Backend backend) {
            return " --weight " + backend.weight() + flag("backup", backend.is(Mode.BACKUP))
                    + flag("drain", backend.is(Mode.DRAIN)) + flag("offline", backend.is(Mode.OFFLINE))
                    + (backend.maxConnections() > 0 ? " --max-connections " + backend.maxConnections() : "");
        }

        private String flag(String name, boolean on) {
            return " --" + flags + name + " " + on;
        }
    }

    /** Characters that an interactive shell interprets even between quotes. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private CommandLine() {}

    /** Command that changes a backend; empty if a name in it can't be pasted. */
    static Optional<String> backend(Service service, String loadBalancer, String set, Backend backend, CliAction what) {
        String balancersSet = " " + service.id + quoted(loadBalancer) + " --backend-set-name " + quoted(set) + " ";
        String command =
                switch (what) {
                    case UPDATE -> "update" + balancersSet + name(backend) + service.settings(backend);
                    case ADD ->
                        "create" + balancersSet + "--ip-address " + quoted(backend.address()) + " --port "
                                + backend.port() + service.settings(backend);
                    case REMOVE -> "delete" + balancersSet + name(backend) + " --force";
                };
        return printable(service.command + command + " --wait-for-state SUCCEEDED");
    }

    /** Command that shows a node pool; empty if the id can't be pasted. */
    static Optional<String> nodePool(String poolId) {
        return printable("oci ce node-pool get --node-pool-id " + quoted(poolId));
    }

    private static String name(Backend backend) {
        return "--backend-name " + quoted(backend.name());
    }

    private static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    private static Optional<String> printable(String command) {
        return Optional.of(command).filter(text -> !UNPRINTABLE.matcher(text).find());
    }
}
