package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

// snippet: port
/** Probe that finds an application available if it takes a TCP connection and sends a first byte. */
final class TcpProbe implements AvailabilityProbe {
    private static final int AT_MOST_MILLIS = 2_000;

    private final InetSocketAddress address;

    TcpProbe(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public String target() {
        return "tcp://" + address.getHostString() + ":" + address.getPort();
    }

    @Override
    public ProbeResult look() {
        try (Socket socket = new Socket()) {
            socket.connect(address, AT_MOST_MILLIS);
            socket.setSoTimeout(AT_MOST_MILLIS);
            int first = socket.getInputStream().read();
            return new ProbeResult(first >= 0, first >= 0 ? "it speaks" : "it hangs up without a byte");
        } catch (IOException e) {
            return new ProbeResult(false, String.valueOf(e.getMessage()));
        }
    }
}
// end
