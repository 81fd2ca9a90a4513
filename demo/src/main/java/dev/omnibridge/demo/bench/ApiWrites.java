package dev.omnibridge.demo.bench;

import java.util.regex.Pattern;

/** Writes that an API server counted in its metrics, leases aside: those the API server renews for itself. */
final class ApiWrites {
    private static final Pattern COUNTER =
            Pattern.compile("apiserver_request_total\\{(?<labels>[^}]*)} (?<count>[0-9.e+]+)");
    private static final Pattern WRITE = Pattern.compile("verb=\"(POST|PUT|PATCH|APPLY|DELETE|DELETECOLLECTION)\"");

    private ApiWrites() {}

    /** How many there were since the server's start. */
    static long in(String metrics) {
        var counters = COUNTER.matcher(metrics);
        double sum = 0;
        while (counters.find()) {
            String labels = counters.group("labels");
            if (WRITE.matcher(labels).find() && !labels.contains("resource=\"leases\"")) {
                sum += Double.parseDouble(counters.group("count"));
            }
        }
        return Math.round(sum);
    }
}
