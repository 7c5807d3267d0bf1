/** Rolls a managed Kubernetes cluster behind a load balancer to a new version without losing a request. */
@SuppressWarnings("module") // The simulation is a module that is built later.
module io.github.evenkeel.core {
    requires transitive org.jspecify;
    requires org.slf4j;
    requires io.github.resilience4j.retry;
    requires io.github.resilience4j.core;
    requires java.net.http;

    exports io.github.evenkeel;
    exports io.github.evenkeel.journal;
    exports io.github.evenkeel.model;
    exports io.github.evenkeel.spi;
    exports io.github.evenkeel.run to
            io.github.evenkeel.testkit.simulation;
}
