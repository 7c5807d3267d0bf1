package io.github.evenkeel.testkit.simulation.guards;

import java.io.IOException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/** The engine and the simulation once more, without one guard: nothing of that is ever shipped. */
final class EngineWithout extends ClassLoader {
    private final Guard guard;
    private final ClassFileLocator locator;

    EngineWithout(Guard guard) {
        super(EngineWithout.class.getClassLoader());
        this.guard = guard;
        locator = ClassFileLocator.ForClassLoader.of(EngineWithout.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.github.evenkeel.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try {
            byte[] code = name.equals(guard.type())
                    ? withoutGuard()
                    : locator.locate(name).resolve();
            return defineClass(name, code, 0, code.length);
        } catch (IOException | NoSuchMethodException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] withoutGuard() throws IOException, NoSuchMethodException {
        TypeDescription type =
                TypePool.Default.of(locator).describe(guard.type()).resolve();
        if (type.getDeclaredMethods()
                .filter(ElementMatchers.named(guard.method()))
                .isEmpty()) {
            throw new NoSuchMethodException(guard.type() + "." + guard.method());
        }
        return new ByteBuddy()
                .redefine(type, locator)
                .method(ElementMatchers.named(guard.method()).and(ElementMatchers.isDeclaredBy(type)))
                .intercept(guard.instead().implementation())
                .make()
                .getBytes();
    }
}
