package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.omni.VirtualTime;
import dev.omnibridge.operator.reconcile.BackOff;
import dev.omnibridge.operator.reconcile.Pass;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When an object that failed is tried again. */
class PassRunnerTest {

    private final List<String> passes = new ArrayList<>();
    private final List<String> wakes = new ArrayList<>();
    private final List<String> standbys = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();
    private final PassGate gate = new PassGate();
    private final PassRunner<OmniCluster> runner = new PassRunner<>(
            new BackOff(time::now, () -> 1.0, Duration.ofSeconds(1)),
            new Alarms(time),
            gate,
            object -> wakes.add(object.getMetadata().getName()),
            object -> {
                passes.add(object.getMetadata().getName());
                return Pass.failed();
            },
            object -> standbys.add(object.getMetadata().getName()),
            TracerProvider.noop().get(""));

    @Test
    @DisplayName("R65: what failed rests, whatever annotations of ours change")
    void failuresRest() {
        gate.open();
        run(GivenCluster.named("demo"));
        run(GivenCluster.named("demo"));

        assertThat(passes).hasSize(1);
    }

    @Test
    void anApprovalOrAnotherSpecIsTriedAtOnce() {
        gate.open();
        run(GivenCluster.named("demo"));
        run(GivenCluster.named("demo").metadata(m -> m.approving("recreate:demo:4f1c2b9e")));
        run(GivenCluster.named("demo").metadata(m -> m.generation(2)));

        assertThat(passes).hasSize(3);
    }

    @Test
    @DisplayName(
            "R05: a pause by annotation and its end are seen at once, also where an object rests: a connection learns them by its pass alone")
    void aPauseByAnnotationEndsARest() {
        gate.open();
        run(GivenCluster.named("demo"));
        run(GivenCluster.named("demo").metadata(m -> m.annotated(OmniBridgeApi.PAUSED_ANNOTATION, "true")));
        run(GivenCluster.named("demo"));

        assertThat(passes).hasSize(3);
    }

    @Test
    void whatFailedIsWokenWhenItsRestIsOver() {
        gate.open();
        run(GivenCluster.named("demo"));
        assertThat(wakes).isEmpty();

        time.pass(Duration.ofMinutes(1));

        assertThat(wakes).containsExactly("demo");
    }

    @Test
    void beforeTheGateOpensAnObjectIsKeptReadyAndThenItGetsItsPass() {
        run(GivenCluster.named("demo"));
        run(GivenCluster.named("demo"));
        time.pass(Duration.ofSeconds(1));
        assertThat(passes).isEmpty();
        assertThat(wakes).isEmpty();
        assertThat(standbys).containsExactly("demo", "demo");

        gate.open();

        assertThat(wakes).containsExactly("demo");
    }

    private void run(GivenCluster object) {
        runner.run(object.build(), context());
    }

    /** The object is there; nothing else of the context is asked for. */
    @SuppressWarnings("unchecked")
    private static Context<OmniCluster> context() {
        return (Context<OmniCluster>) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("isPrimaryResourceDeleted");
                    return false;
                });
    }
}
