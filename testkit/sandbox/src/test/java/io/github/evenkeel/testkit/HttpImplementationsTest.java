package io.github.evenkeel.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class HttpImplementationsTest {
    private static final ClassLoader OURS = HttpImplementationsTest.class.getClassLoader();

    @Test
    void areThere() {
        assertThatCode(() -> HttpImplementations.check(OURS)).doesNotThrowAnyException();
    }

    @Test
    void thatAreMissingAreNamed() throws Exception {
        try (URLClassLoader none = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> HttpImplementations.check(none))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("oci-java-sdk-common-httpclient-jersey3");
        }
    }
}
