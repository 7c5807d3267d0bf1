package io.github.evenkeel.testkit.controlplane;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension that gives tests a {@link ControlPlane}, by a parameter of that type. The first such parameter starts
 * it; all tests of the JVM share it; it closes after the last of them. So a test calls {@link ControlPlane#clear} first
 * if it needs an empty cluster, restarts an API server that it has killed, and does not run in parallel with a test
 * that this would disturb.
 *
 * <p>Use it as {@code @ExtendWith(ControlPlaneExtension.class)}.
 */
public final class ControlPlaneExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ControlPlaneExtension.class);

    /** Called by JUnit. */
    public ControlPlaneExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root store closes what is AutoCloseable after the last test.
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(ControlPlane.class, absent -> ControlPlane.start(), ControlPlane.class);
    }
}
