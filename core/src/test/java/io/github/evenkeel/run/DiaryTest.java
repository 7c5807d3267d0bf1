package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void aStepThatFailsIsToldAndRecorded() {
        List<String> heard = new ArrayList<>();
        Diary diary = new Diary(timeline, List.of(new UpgradeListener() {
            @Override
            public void onStepFailed(UpgradeEvent.StepFailed event) {
                heard.add(event.why());
            }
        }));
        List<StepRecord> records = new ArrayList<>();

        assertThatThrownBy(() -> diary.step(records, Step.EVICT, "node a", "because", (Runnable) () -> {
                    throw new StepFailure("pod x", "gone", "still there");
                }))
                .isInstanceOf(StepFailure.class);

        assertThat(heard).containsExactly("pod x: expected gone, found still there");
        assertThat(records).hasSize(1);
    }
}
