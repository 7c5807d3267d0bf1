package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.evenkeel.spi.Resources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EffectiveRequestsTest {
    private static final int MAX_MILLIS = 4000;

    /** A container by its request of CPU in thousandths, and whether it restarts always. */
    private record Sketch(int millis, boolean restartsAlways) {
        Container container() {
            return new ContainerBuilder()
                    .withRestartPolicy(restartsAlways ? "Always" : null)
                    .withNewResources()
                    .addToRequests("cpu", new Quantity(millis + "m"))
                    .endResources()
                    .build();
        }
    }

    @Provide
    Arbitrary<List<Sketch>> inits() {
        return Combinators.combine(Arbitraries.integers().between(0, MAX_MILLIS), Arbitraries.of(true, false))
                .as(Sketch::new)
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Integer>> mains() {
        return Arbitraries.integers().between(0, MAX_MILLIS).list().ofMinSize(1).ofMaxSize(5);
    }

    /** Plays the start of a pod container by container, and notes the most that was up at one time. */
    @Property
    void isTheMostThatIsEverUp(@ForAll("inits") List<Sketch> inits, @ForAll("mains") List<Integer> mains) {
        long up = 0;
        long most = 0;
        for (Sketch init : inits) {
            most = Math.max(most, up + init.millis());
            up += init.restartsAlways() ? init.millis() : 0;
        }
        most = Math.max(most, up + mains.stream().mapToInt(Integer::intValue).sum());

        assertThat(EffectiveRequests.of(spec(inits, mains)).cpuMillis()).isEqualTo(most);
    }

    @Property
    void doesNotDependOnTheOrderOfContainers(
            @ForAll("inits") List<Sketch> inits, @ForAll("mains") List<Integer> mains) {
        List<Integer> reversed = new ArrayList<>(mains);
        Collections.reverse(reversed);

        assertThat(EffectiveRequests.of(spec(inits, reversed))).isEqualTo(EffectiveRequests.of(spec(inits, mains)));
    }

    @Property
    void overheadComesOnTop(@ForAll("inits") List<Sketch> inits, @ForAll("mains") List<Integer> mains) {
        PodSpec plain = spec(inits, mains);
        PodSpec inSandbox =
                plain.edit().addToOverhead("cpu", new Quantity("250m")).build();

        assertThat(EffectiveRequests.of(inSandbox).cpuMillis())
                .isEqualTo(EffectiveRequests.of(plain).cpuMillis() + 250);
    }

    @Property
    void requestsOfThePodTakeThePlaceOfItsContainers(
            @ForAll("inits") List<Sketch> inits, @ForAll("mains") List<Integer> mains) {
        PodSpec spec = spec(inits, mains)
                .edit()
                .withNewResources()
                .addToRequests("cpu", new Quantity("1500m"))
                .endResources()
                .addToOverhead("cpu", new Quantity("0.1"))
                .build();

        assertThat(EffectiveRequests.of(spec).cpuMillis()).isEqualTo(1600);
    }

    @Example
    void requestsOfThePodLeaveOtherResourcesToItsContainers() {
        PodSpec spec = new PodSpecBuilder()
                .withNewResources()
                .addToRequests("cpu", new Quantity("2"))
                .endResources()
                .addNewContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity("100m"))
                .addToRequests("memory", new Quantity("64Mi"))
                .endResources()
                .endContainer()
                .build();

        assertThat(EffectiveRequests.of(spec)).isEqualTo(new Resources(2000, 64L << 20, 1));
    }

    @Example
    void unitsAreRead() {
        PodSpec spec = new PodSpecBuilder()
                .addNewContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity("0.5"))
                .addToRequests("memory", new Quantity("1Gi"))
                .endResources()
                .endContainer()
                .addNewContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity("1"))
                .addToRequests("memory", new Quantity("128974848"))
                .endResources()
                .endContainer()
                .build();

        assertThat(EffectiveRequests.of(spec)).isEqualTo(new Resources(1500, (1L << 30) + 128974848, 1));
    }

    @Example
    void fractionsAreAddedBeforeTheyAreRoundedUp() {
        PodSpec spec = new PodSpecBuilder()
                .addNewContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity("400u"))
                .endResources()
                .endContainer()
                .addNewContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity("400u"))
                .endResources()
                .endContainer()
                .build();

        assertThat(EffectiveRequests.of(spec).cpuMillis()).isEqualTo(1);
    }

    @Example
    void aPodThatAsksForNothingTakesAPlaceAllTheSame() {
        assertThat(EffectiveRequests.of(null)).isEqualTo(new Resources(0, 0, 1));
        assertThat(EffectiveRequests.of(
                        new PodSpecBuilder().addNewContainer().endContainer().build()))
                .isEqualTo(new Resources(0, 0, 1));
    }

    @Example
    void whatIsNoQuantityIsNamed() {
        PodSpec spec = new PodSpecBuilder()
                .addNewContainer()
                .withNewResources()
                .addToRequests("memory", new Quantity("1K"))
                .endResources()
                .endContainer()
                .build();

        assertThatThrownBy(() -> EffectiveRequests.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'1K'")
                .hasMessageContaining("memory");
    }

    private static PodSpec spec(List<Sketch> inits, List<Integer> mains) {
        return new PodSpecBuilder()
                .withInitContainers(inits.stream().map(Sketch::container).toList())
                .withContainers(mains.stream()
                        .map(millis -> new Sketch(millis, false).container())
                        .toList())
                .build();
    }
}
