package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiaryTest {
    private final VirtualTimeline timeline = new VirtualTimeline();

    @Test
    void aListenerThatThrowsStopsNobody() {
        List<UpgradeEvent> heard = new ArrayList<>();
        UpgradeListener broken = new UpgradeListener() {
            @Override
            public void onEvent(UpgradeEvent event) {
                throw new IllegalStateException("broken listener");
            }
        };
        UpgradeListener sound = new UpgradeListener() {
            @Override
            public void onEvent(UpgradeEvent event) {
                heard.add(event);
            }
        };
        Diary diary = new Diary(timeline, List.of(broken, sound));
        List<StepRecord> records = new ArrayList<>();

        diary.step(records, Step.CORDON, "node a", "because", () -> {});

        assertThat(heard).hasSize(2);
        assertThat(records).singleElement().satisfies(record -> assertThat(record.step())
                .isEqualTo(Step.CORDON));
    }

    static List<Arguments> failures() {
        return List.of(
                Arguments.of(
                        new StepFailure("pod x", "gone", "still there"), "pod x: expected gone, found still there"),
                Arguments.of(
                        new PlanRefusedException(List.of(Finding.blocker("cluster", "busy", "peace", "wait"))),
                        "refused before anything was touched, for 1 reason:\n"
                                + "  cluster: found busy; needed peace; wait"),
                Arguments.of(new IllegalStateException("a bug"), "a bug"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aStepThatFailsIsToldAndRecorded(RuntimeException failure, String why) {
        List<String> heard = new ArrayList<>();
        Diary diary = new Diary(timeline, List.of(new UpgradeListener() {
            @Override
            public void onStepFailed(UpgradeEvent.StepFailed event) {
                heard.add(event.why());
            }
        }));
        List<StepRecord> records = new ArrayList<>();

        assertThatThrownBy(() -> diary.step(records, Step.EVICT, "node a", "because", (Runnable) () -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(heard).containsExactly(why);
        assertThat(records).hasSize(1);
    }
}
