package io.github.evenkeel.testkit.balancer;

import java.net.URI;

/** What takes the requests of clients, and sends them to the backends of one set. Thread-safe. */
public interface TrafficBalancer extends AutoCloseable {
    /** Where clients send their requests. */
    URI url();

    @Override
    void close();
}
