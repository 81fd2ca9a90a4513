package dev.omnibridge.operator.story;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What one operator asked of the API server. */
final class ApiCalls implements Interceptor {

    private final Queue<Call> all = new ConcurrentLinkedQueue<>();

    /** A request that arrived at the API server. */
    sealed interface Call permits Read, Write {

        /** HTTP's path, of an object or its kind. */
        String path();

        /** What was asked for, whoever the object is: a verb and a resource, with its subresource. */
        String words();
    }

    /**
     * A call that only reads.
     *
     * @param isWatch whether it follows changes from then on
     */
    record Read(String path, boolean isWatch) implements Call {

        @Override
        public String words() {
            ResourcePath resource = ResourcePath.of(path);
            String verb = resource.isOfOne() ? "GET" : "LIST";
            return (isWatch ? "WATCH" : verb) + " " + resource.words();
        }
    }

    /**
     * A call that is to change something.
     *
     * @param method HTTP's
     * @param path of the object or its kind
     * @param isTrial whether it only tries if the change would be accepted
     * @param body what is to be written
     */
    record Write(String method, String path, boolean isTrial, String body) implements Call {

        /** Whether it writes the object of this name, its kubeconfig Secret, or an event about it. */
        boolean isAbout(String name) {
            return path.contains("/" + name + "/")
                    || path.endsWith("/" + name + "-kubeconfig")
                    || body.contains("\"name\":\"" + name + "\"")
                    || body.contains("\"name\":\"" + name + "-kubeconfig\"");
        }

        /** Whether it only asks for metadata, which the operator does by trying an empty change, as it may not read Secrets. */
        boolean isLook() {
            return isTrial && body.equals("{}");
        }

        boolean isOfSecret() {
            return path.contains("/secrets");
        }

        @Override
        public String words() {
            return (isLook() ? "LOOK" : isTrial ? "TRY " + method : method) + " "
                    + ResourcePath.of(path).words();
        }

        @Override
        public String toString() {
            return method + " " + path + (isTrial ? " (trial)" : "");
        }
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String path = request.uri().getPath();
        String query = Optional.ofNullable(request.uri().getQuery()).orElse("");
        if (request.method() == null || request.method().equals("GET")) {
            all.add(new Read(path, query.contains("watch=true")));
        } else {
            String body = Optional.ofNullable(request.bodyString()).orElse("");
            all.add(new Write(request.method(), path, query.contains("dryRun=All"), body));
        }
    }

    /** All calls that are to change something, trials among them, in order. */
    List<Write> all() {
        return all.stream()
                .filter(Write.class::isInstance)
                .map(Write.class::cast)
                .toList();
    }

    /** How many calls of each kind there were, by their words, reads among them and leases aside. */
    Map<String, Long> counts() {
        return all.stream()
                .map(Call::words)
                .filter(words -> !words.endsWith(" leases"))
                .collect(Collectors.groupingBy(words -> words, Collectors.counting()));
    }
}
