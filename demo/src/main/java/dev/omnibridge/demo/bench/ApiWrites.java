package dev.omnibridge.demo.bench;

import java.util.regex.Pattern;

/**
 * Writes that an API server counted in its metrics. Leases are no part of them, which the API server renews for itself, and dry runs are none: so the operator
 * looks whether the Secrets of kubeconfigs still stand.
 */
final class ApiWrites {
    private static final Pattern COUNTER =
            Pattern.compile("apiserver_request_total\\{(?<labels>[^}]*)} (?<count>[0-9.e+]+)");
    private static final Pattern WRITE = Pattern.compile("verb=\"(POST|PUT|PATCH|APPLY|DELETE|DELETECOLLECTION)\"");
    private static final Pattern NOT_COUNTED = Pattern.compile("resource=\"leases\"|dry_run=\"All\"");

    private ApiWrites() {}

    /** How many there were since the server's start. */
    static long in(String metrics) {
        var counters = COUNTER.matcher(metrics);
        double sum = 0;
        while (counters.find()) {
            String labels = counters.group("labels");
            if (WRITE.matcher(labels).find() && !NOT_COUNTED.matcher(labels).find()) {
                sum += Double.parseDouble(counters.group("count"));
            }
        }
        return Math.round(sum);
    }
}
