package io.github.evenkeel.testkit;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension that gives each test method its own {@link Sandbox}, started for a parameter and closed after the
 * test. Parameters may be the sandbox, or the clients of type {@link ContainerEngine}, {@link LoadBalancer},
 * {@link NetworkLoadBalancer} and {@link KubernetesClient} for the library under test.
 *
 * <p>Use it as {@code @ExtendWith(SandboxExtension.class)}, or register an instance from {@link #with} for a sandbox of
 * another kind. Tests may run in parallel.
 */
public final class SandboxExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(SandboxExtension.class);
    private static final Map<Class<?>, Function<Sandbox, Object>> PARAMETERS = Map.of(
            Sandbox.class, sandbox -> sandbox,
            ContainerEngine.class, Sandbox::containerEngine,
            LoadBalancer.class, Sandbox::loadBalancer,
            NetworkLoadBalancer.class, Sandbox::networkLoadBalancer,
            KubernetesClient.class, Sandbox::kubernetes);

    private final UnaryOperator<SandboxBuilder> description;

    /** Sandboxes of three nodes with the example environment. */
    public SandboxExtension() {
        this(UnaryOperator.identity());
    }

    private SandboxExtension(UnaryOperator<SandboxBuilder> description) {
        this.description = description;
    }

    /** Sandboxes as described. */
    public static SandboxExtension with(UnaryOperator<SandboxBuilder> description) {
        return new SandboxExtension(description);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Sandbox sandbox = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Sandbox.class,
                        absent -> description.apply(Sandbox.builder()).start(),
                        Sandbox.class);
        Function<Sandbox, Object> value =
                PARAMETERS.getOrDefault(parameter.getParameter().getType(), same -> same);
        return value.apply(sandbox);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close(context);
    }

    /** Closes what a constructor or a method before all tests got. */
    @Override
    public void afterAll(ExtensionContext context) {
        close(context);
    }

    /** Done here, as the store of JUnit 5.12 does not close what is just AutoCloseable. */
    private static void close(ExtensionContext context) {
        Sandbox sandbox = context.getStore(NAMESPACE).remove(Sandbox.class, Sandbox.class);
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
