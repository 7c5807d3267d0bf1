package io.github.evenkeel.testkit.controlplane;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link ControlPlane}, by a parameter of that type. It is started when first asked for, shared by all
 * tests of the JVM, and closed after the last of them. So a test begins with {@link ControlPlane#clear} if it needs an
 * empty cluster, starts an API server again that it has killed, and does not run beside another one that would mind.
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
