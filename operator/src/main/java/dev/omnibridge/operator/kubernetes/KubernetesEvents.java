package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.operator.reconcile.EventRecorder;
import dev.omnibridge.operator.status.StatusEvent;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Kubernetes events. The same words about the same object within an hour raise the count of the first event instead of making another, so that
 * {@code kubectl describe} stays readable.
 */
public final class KubernetesEvents implements EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesEvents.class);
    private static final Duration SAME_EVENT = Duration.ofHours(1);
    private static final int REMEMBERED = 2_000;

    private final KubernetesClient client;
    private final InstantSource clock;
    private final String namespaceOfClusterScoped;
    private final Map<Words, Written> recent = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Words, Written> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Words(String uid, String type, String reason, String message) {}

    private record Written(String namespace, String name, int count, Instant at) {}

    /** @param namespaceOfClusterScoped where events about cluster-scoped objects go; Kubernetes wants {@code default} */
    public KubernetesEvents(KubernetesClient client, InstantSource clock, String namespaceOfClusterScoped) {
        this.client = client;
        this.clock = clock;
        this.namespaceOfClusterScoped = namespaceOfClusterScoped;
    }

    @Override
    public void record(HasMetadata about, StatusEvent event) {
        Words words = new Words(
                about.getMetadata().getUid(),
                event.isWarning() ? "Warning" : "Normal",
                event.reason(),
                event.message());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            Optional<Written> before = remembered(words, now);
            Written written = before.isPresent() ? count(before.get(), now) : create(about, words, now);
            synchronized (recent) {
                recent.put(words, written);
            }
        } catch (KubernetesClientException e) {
            LOG.debug(
                    "event {} about {} not written: {}",
                    event.reason(),
                    about.getMetadata().getName(),
                    e.getMessage());
        }
    }

    private Optional<Written> remembered(Words words, Instant now) {
        synchronized (recent) {
            return Optional.ofNullable(recent.get(words))
                    .filter(w -> Duration.between(w.at, now).compareTo(SAME_EVENT) < 0);
        }
    }

    private Written create(HasMetadata about, Words words, Instant now) {
        ObjectReference reference = new ObjectReferenceBuilder()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .withResourceVersion(about.getMetadata().getResourceVersion())
                .build();
        String namespace =
                Optional.ofNullable(about.getMetadata().getNamespace()).orElse(namespaceOfClusterScoped);
        Event event = new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withGenerateName(about.getMetadata().getName() + ".")
                .endMetadata()
                .withInvolvedObject(reference)
                .withType(words.type)
                .withReason(words.reason)
                .withMessage(words.message)
                .withNewSource()
                .withComponent("omnibridge")
                .endSource()
                .withReportingComponent("omnibridge.dev/operator")
                .withReportingInstance("omnibridge")
                .withFirstTimestamp(now.toString())
                .withLastTimestamp(now.toString())
                .withCount(1)
                .build();
        Event created =
                client.v1().events().inNamespace(namespace).resource(event).create();
        return new Written(namespace, created.getMetadata().getName(), 1, now);
    }

    private Written count(Written before, Instant now) {
        int count = before.count + 1;
        Event event = new EventBuilder()
                .withNewMetadata()
                .withNamespace(before.namespace)
                .withName(before.name)
                .endMetadata()
                .build();
        client.v1()
                .events()
                .inNamespace(before.namespace)
                // by name alone the client would get the event first, without the right to
                .resource(event)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"count\":%d,\"lastTimestamp\":\"%s\"}".formatted(count, now));
        return new Written(before.namespace, before.name, count, before.at);
    }
}
