package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, '', true",
                "v1.31.1, -, '', true",
                "v1.32.1, v1.32.1, '', true",
                "v1.32.2, -, '', false",
                "-, v1.32.0, '', false",
                "1.32, 1.32, '', true",
                "-, v1.31, '', false",
                "v1.33, -, '', false",
                "soon, never, '', true",
                "-, -, v1.32.1 v1.33.1, true",
                "-, -, v1.31.1 v1.33.1, false",
                "-, -, 1.32, true",
                "v1.33.0, -, v1.32.1, false",
            })
    void aVersionIsWithinItsBounds(String least, String most, String exact, boolean included) {
        List<String> versions = exact.isEmpty() ? List.of() : Arrays.asList(exact.split(" "));

        assertThat(new VersionRange(least, most, versions).includes(KubernetesVersion.parse("v1.32.1")))
                .isEqualTo(included);
    }

    @Test
    void withoutFiltersAllVersionsAreIncluded() {
        assertThat(VersionRange.of(null).includes(KubernetesVersion.parse("v1.32.1")))
                .isTrue();
    }
}
