package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.operator.omni.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    private final VirtualTime time = new VirtualTime();
    private final Alarms alarms = new Alarms(time);
    private final List<String> rung = new ArrayList<>();

    @Test
    void anAlarmRingsOnceWhenItsTimeHasCome() {
        set("a", 10);
        time.pass(Duration.ofSeconds(9));
        assertThat(rung).isEmpty();

        time.pass(Duration.ofHours(1));
        assertThat(rung).containsExactly("a after 10");
    }

    @Test
    void onlyTheLastAlarmOfAnObjectRings() {
        set("a", 10);
        set("b", 20);
        set("a", 30);

        time.pass(Duration.ofHours(1));
        assertThat(rung).containsExactly("b after 20", "a after 30");
    }

    @Test
    void anObjectThatIsGoneHasNoAlarm() {
        set("a", 10);
        alarms.forget("a");
        alarms.forget("never seen");

        time.pass(Duration.ofHours(1));
        assertThat(rung).isEmpty();
    }

    private void set(String uid, int seconds) {
        alarms.set(uid, Duration.ofSeconds(seconds), () -> rung.add(uid + " after " + seconds));
    }
}
