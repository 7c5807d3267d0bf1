package io.github.evenkeel.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that grow are made by their builders, in all modules. */
class BuiltValuesTest {
    private static final List<Class<? extends Record>> VALUES = List.of(
            AttachedVolume.class,
            Backend.class,
            BackendSet.class,
            ClusterDescription.class,
            ClusterNode.class,
            DisruptionBudget.class,
            LoadBalancerDescription.class,
            NodePool.class,
            Operation.class,
            Pod.class,
            PoolNode.class,
            Scheduling.class,
            ServiceAddress.class);

    static List<Class<? extends Record>> values() {
        return VALUES;
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueHasOneConstructorAndASetterForEachComponent(Class<? extends Record> value) {
        assertThat(value.getDeclaredConstructors()).singleElement().satisfies(constructor -> assertThat(
                        constructor.isAnnotationPresent(MadeByBuilder.class))
                .isTrue());
        Class<?> builder = Arrays.stream(value.getDeclaredClasses())
                .filter(inner -> inner.getSimpleName().equals("Builder"))
                .findFirst()
                .orElseThrow();
        assertThat(Arrays.stream(builder.getDeclaredMethods()).map(Method::getName))
                .containsAll(Arrays.stream(value.getRecordComponents())
                        .map(component -> component.getName())
                        .toList());
    }

    @Test
    void onlyABuilderCallsTheConstructor() throws IOException {
        Path modules = Path.of("..").toRealPath();
        try (Stream<Path> files = Files.walk(modules, 16)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> file.toString().contains("/src/"))
                            .flatMap(BuiltValuesTest::constructorCalls))
                    .isEmpty();
        }
    }

    private static Stream<String> constructorCalls(Path file) {
        String source = read(file);
        String spi = Pod.class.getPackageName();
        return VALUES.stream()
                .map(Class::getSimpleName)
                .filter(name -> !file.endsWith(name + ".java"))
                .filter(name -> source.contains("new " + spi + "." + name + "(")
                        || (source.contains("new " + name + "(")
                                && (source.contains("import " + spi + "." + name + ";")
                                        || source.contains("package " + spi + ";"))))
                .map(name -> file + " calls the constructor of " + name);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
