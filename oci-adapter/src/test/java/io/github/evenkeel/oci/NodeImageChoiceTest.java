package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.NodeImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeImageChoiceTest {
    private static final KubernetesVersion TARGET = KubernetesVersion.parse("v1.32.1");
    private static final List<NodeImage> OFFERED = images(
            "Oracle-Linux-7.9-2025.02.19-0-OKE-1.32.1-1100",
            "Oracle-Linux-8.10-2025.05.19-0-OKE-1.32.1-1200",
            "Oracle-Linux-8.10-2025.09.16-0-OKE-1.32.1-1330",
            "Oracle-Linux-8.10-2025.09.16-0-OKE-1.31.10-1331",
            "Oracle-Linux-8.10-2025.09.16-0-OKE-1.33.1-1332",
            "Oracle-Linux-8.10-aarch64-2025.09.16-0-OKE-1.32.1-1330",
            "Oracle-Linux-8.10-aarch64-2025.11.20-0-OKE-1.32.1-1401",
            "Oracle-Linux-8.10-Gen2-GPU-2025.09.16-0-OKE-1.32.1-1330",
            "Oracle-Linux-8.10-GPU-2025.09.16-0-OKE-1.32.1-1329",
            "Oracle-Linux-9.6-2025.09.16-0-OKE-1.32.1-1333",
            "Oracle-Linux-8.10-2025.09.16-0",
            "ubuntu-amd64-minimal-22.04-jammy-v20250912-OKE-1.32.1",
            "ubuntu-amd64-minimal-22.04-jammy-v20251101-OKE-1.32.1",
            "ubuntu-arm64-minimal-22.04-jammy-v20251201-OKE-1.32.1",
            "ubuntu-amd64-minimal-24.04-noble-v20251201-OKE-1.32.1");

    @ParameterizedTest
    @CsvSource({
        "Oracle-Linux-8.9-2024.01.26-0-OKE-1.31.1-700, Oracle-Linux-8.10-2025.09.16-0-OKE-1.32.1-1330",
        "Oracle-Linux-8.10-2025.09.16-0-OKE-1.31.10-1331, Oracle-Linux-8.10-2025.09.16-0-OKE-1.32.1-1330",
        "Oracle-Linux-7.9-2024.01.26-0-OKE-1.31.1-700, Oracle-Linux-7.9-2025.02.19-0-OKE-1.32.1-1100",
        "Oracle-Linux-9.5-2025.01.26-0-OKE-1.31.1-900, Oracle-Linux-9.6-2025.09.16-0-OKE-1.32.1-1333",
        "Oracle-Linux-8.10-aarch64-2024.01.26-0-OKE-1.31.1-700, Oracle-Linux-8.10-aarch64-2025.11.20-0-OKE-1.32.1-1401",
        "Oracle-Linux-8.10-Gen2-GPU-2024.01.26-0-OKE-1.31.1-7, Oracle-Linux-8.10-Gen2-GPU-2025.09.16-0-OKE-1.32.1-1330",
        "Oracle-Linux-8.8-GPU-2024.01.26-0-OKE-1.31.1-700, Oracle-Linux-8.10-GPU-2025.09.16-0-OKE-1.32.1-1329",
        "ubuntu-amd64-minimal-22.04-jammy-v20240101-OKE-1.31.1, ubuntu-amd64-minimal-22.04-jammy-v20251101-OKE-1.32.1",
        "ubuntu-arm64-minimal-22.04-jammy-v20240101-OKE-1.31.1, ubuntu-arm64-minimal-22.04-jammy-v20251201-OKE-1.32.1",
        "Oracle-Linux-8.9-2024.01.26-0-oke-1.31.1-700, Oracle-Linux-8.10-2025.09.16-0-OKE-1.32.1-1330"
    })
    void keepsToTheKindOfThePresentImage(String present, String expected) {
        assertThat(NodeImageChoice.newest(NodeImage.of("now", present), TARGET, OFFERED))
                .flatMap(NodeImage::name)
                .hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Oracle-Linux-9.5-aarch64-2025.01.26-0-OKE-1.31.1-900",
        "Oracle-Linux-8.10-Gen3-GPU-2025.01.26-0-OKE-1.31.1-900",
        "ubuntu-amd64-22.04-jammy-v20240101-OKE-1.31.1",
        "our-own-image-17",
        "Oracle-Linux-8.10-2025.09.16-0"
    })
    void findsNoneOfAKindThatIsNotOffered(String present) {
        assertThat(NodeImageChoice.newest(NodeImage.of("now", present), TARGET, OFFERED))
                .isEmpty();
    }

    @Test
    void doesNotTakeAnotherPatchForTheVersion() {
        assertThat(NodeImageChoice.newest(
                        NodeImage.of("now", "Oracle-Linux-8.10-2024.01.26-0-OKE-1.31.1-700"),
                        KubernetesVersion.parse("v1.31.1"),
                        OFFERED))
                .isEmpty();
    }

    @Test
    void looksUpTheNameOfAnImageThatIsKnownByItsOcidOnly() {
        NodeImage listed = OFFERED.get(5);
        assertThat(NodeImageChoice.newest(NodeImage.of(listed.id()), TARGET, OFFERED))
                .flatMap(NodeImage::name)
                .hasValue("Oracle-Linux-8.10-aarch64-2025.11.20-0-OKE-1.32.1-1401");
        assertThat(NodeImageChoice.newest(NodeImage.of("ocid1.image.oc1..other"), TARGET, OFFERED))
                .isEmpty();
    }

    @Test
    void skipsOfferedImagesWithoutAName() {
        List<NodeImage> offered = new ArrayList<>(OFFERED);
        offered.add(0, NodeImage.of("nameless"));
        assertThat(NodeImageChoice.newest(
                        NodeImage.of("now", "Oracle-Linux-8.9-2024.01.26-0-OKE-1.31.1-700"), TARGET, offered))
                .flatMap(NodeImage::name)
                .hasValue("Oracle-Linux-8.10-2025.09.16-0-OKE-1.32.1-1330");
    }

    /** Whatever is on offer, and in whatever order: same words, asked version, and no newer one is passed over. */
    @Property
    void isOfTheSameKindAndTheNewest(
            @ForAll("specs") Spec present, @ForAll("offers") List<Spec> offers, @ForAll long order) {
        List<Spec> shuffled = new ArrayList<>(offers);
        Collections.shuffle(shuffled, new Random(order));
        List<NodeImage> images = images(shuffled.stream().map(Spec::name).toArray(String[]::new));

        List<Spec> fitting = offers.stream()
                .filter(offer -> offer.flavour().equals(present.flavour())
                        && offer.osMajor() == present.osMajor()
                        && offer.kubernetes().equals("1.32.1"))
                .toList();
        int newest = fitting.stream().mapToInt(Spec::build).max().orElse(-1);

        assertThat(NodeImageChoice.newest(NodeImage.of("now", present.name()), TARGET, images))
                .flatMap(NodeImage::name)
                .satisfies(chosen -> {
                    assertThat(chosen.isPresent()).isEqualTo(!fitting.isEmpty());
                    chosen.ifPresent(name -> {
                        assertThat(fitting).map(Spec::name).contains(name);
                        assertThat(name).endsWith("-" + newest);
                    });
                });
    }

    @Provide
    Arbitrary<Spec> specs() {
        return Combinators.combine(
                        Arbitraries.of(7, 8, 9),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of("", "-aarch64", "-GPU", "-Gen2-GPU", "-aarch64-Gen2-GPU"),
                        Arbitraries.of("1.31.1", "1.32.1", "1.32.10", "11.32.1"),
                        Arbitraries.integers().between(1, 2000))
                .as(Spec::new);
    }

    @Provide
    Arbitrary<List<Spec>> offers() {
        return specs().list().ofMaxSize(40);
    }

    record Spec(int osMajor, int osMinor, String flavour, String kubernetes, int build) {
        String name() {
            int day = 1 + build % 28;
            return String.format(
                    "Oracle-Linux-%d.%d%s-2025.09.%02d-0-OKE-%s-%d", osMajor, osMinor, flavour, day, kubernetes, build);
        }
    }

    private static List<NodeImage> images(String... names) {
        return Stream.of(names)
                .map(name -> NodeImage.of("ocid1.image.oc1.." + Integer.toHexString(name.hashCode()), name))
                .toList();
    }
}
