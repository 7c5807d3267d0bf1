package io.github.evenkeel.testkit.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;

/** Ports of 127.0.0.1. */
final class FreePort {
    private static final int ATTEMPTS = 5;

    private FreePort() {}

    /**
     * Starts a server that can't choose a port itself. Another process may take the port in between: then another port
     * is tried.
     *
     * @param start starts the program at a port; must throw if the program ends
     */
    static <T> T serve(IntFunction<T> start) {
        for (int attempt = 1; ; attempt++) {
            try {
                return start.apply(find());
            } catch (PortTakenException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on 127.0.0.1", e);
        }
    }

    /** Another process listens at the port. */
    static final class PortTakenException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        PortTakenException(IllegalStateException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
