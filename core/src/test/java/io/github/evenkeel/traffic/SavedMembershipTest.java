package io.github.evenkeel.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedMembershipTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isReadAsItWasWritten(boolean takenOffline) {
        Backend backend = Backend.builder("2001:db8::3", 30080)
                .weight(3)
                .modes(Set.of(Backend.Mode.BACKUP))
                .build()
                .named("node-b,1");
        SavedMembership membership = new SavedMembership(
                "lb",
                "web%set,1",
                backend,
                Duration.ofSeconds(60),
                BackendHealth.CRITICAL,
                takenOffline,
                SetOwner.LOCAL_SERVICE);

        assertThat(SavedMembership.parse(membership.text())).isEqualTo(membership);
        assertThat(membership.text()).doesNotContain(" ");
    }

    @Test
    void isReadAsItWasWrittenBeforeSetsHadOwners() {
        assertThat(SavedMembership.parse("lb,web,10.0.10.3,80,1,0,,60,10.0.10.3%3A80,OK,")
                        .owner())
                .isEqualTo(SetOwner.PLAN);
    }
}
