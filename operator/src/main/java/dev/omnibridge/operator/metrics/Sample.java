package dev.omnibridge.operator.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/**
 * One number of a gauge.
 *
 * @param values of the metric's labels, in their order
 */
record Sample(Metric metric, List<String> values, double number) {

    Sample {
        values = List.copyOf(values);
        if (values.size() != metric.labels().size()) {
            throw new IllegalArgumentException(
                    metric + " has the labels " + metric.labels() + ", not values " + values);
        }
    }

    static Sample of(Metric metric, double number, String... values) {
        return new Sample(metric, List.of(values), number);
    }

    static Sample of(Metric metric, long number, String... values) {
        return of(metric, (double) number, values);
    }

    /** The labels of a metric with these values. */
    static Tags tags(Metric metric, List<String> values) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            tags.add(Tag.of(metric.labels().get(i), values.get(i)));
        }
        return Tags.of(tags);
    }
}
