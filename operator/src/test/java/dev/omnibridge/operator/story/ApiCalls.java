package dev.omnibridge.operator.story;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What one operator asked of the API server. */
final class ApiCalls implements Interceptor {

    private final Queue<Write> all = new ConcurrentLinkedQueue<>();

    /**
     * A call that is to change something.
     *
     * @param method HTTP's
     * @param path of the object or its kind
     * @param isTrial whether it only tries if the change would be accepted
     * @param body what is to be written
     */
    record Write(String method, String path, boolean isTrial, String body) {

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
        public String toString() {
            return method + " " + path + (isTrial ? " (trial)" : "");
        }
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (request.method() != null && !request.method().equals("GET")) {
            all.add(new Write(
                    request.method(),
                    request.uri().getPath(),
                    Optional.ofNullable(request.uri().getQuery())
                            .filter(query -> query.contains("dryRun=All"))
                            .isPresent(),
                    Optional.ofNullable(request.bodyString()).orElse("")));
        }
    }

    /** All calls that are to change something, trials among them, in order. */
    List<Write> all() {
        return List.copyOf(all);
    }
}
