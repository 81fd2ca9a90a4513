package dev.omnibridge.simulator.log;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything clients wrote, in order, and how often they called. Thread-safe. */
public final class WriteLog {

    /** A moment in the log, to ask later what came {@linkplain WriteLog#since since}. */
    public static final class Mark {
        private final int writes;
        private final CallCounts calls;

        private Mark(int writes, CallCounts calls) {
            this.writes = writes;
            this.calls = calls;
        }
    }

    /**
     * What happened in a span of time.
     *
     * @param writes the writes, failed ones included
     * @param calls how many calls of each kind
     */
    public record Span(List<RecordedWrite> writes, CallCounts calls) {

        public Span {
            writes = List.copyOf(writes);
        }

        /** The writes of one type. */
        public List<RecordedWrite> writes(ResourceType<?> type) {
            return writes.stream().filter(write -> write.isOf(type.name())).toList();
        }

        /** The writes of one resource. */
        public List<RecordedWrite> writes(ResourceType<?> type, String id) {
            return writes(type).stream().filter(write -> write.id().equals(id)).toList();
        }
    }

    private final List<RecordedWrite> writes = new ArrayList<>();
    private final Map<String, Long> methods = new HashMap<>();
    private final Map<String, Long> watches = new HashMap<>();

    /** All writes since the start or the last {@link #clear}. */
    public synchronized List<RecordedWrite> writes() {
        return List.copyOf(writes);
    }

    /** All writes of one type. */
    public List<RecordedWrite> writes(ResourceType<?> type) {
        return writes().stream().filter(write -> write.isOf(type.name())).toList();
    }

    /** Counts of all calls. */
    public synchronized CallCounts calls() {
        return new CallCounts(methods, watches);
    }

    /** This moment. */
    public synchronized Mark mark() {
        return new Mark(writes.size(), calls());
    }

    /** What happened after the mark. */
    public synchronized Span since(Mark mark) {
        return new Span(writes.subList(Math.min(mark.writes, writes.size()), writes.size()), calls().minus(mark.calls));
    }

    /** Forgets everything; marks taken before lose their meaning. */
    public synchronized void clear() {
        writes.clear();
        methods.clear();
        watches.clear();
    }

    /** Notes a write. */
    public synchronized void add(RecordedWrite write) {
        writes.add(write);
    }

    /** Counts a call that is no watch. */
    public synchronized void count(String method) {
        methods.merge(method, 1L, Long::sum);
    }

    /** Counts a watch. */
    public synchronized void countWatch(String type) {
        watches.merge(type, 1L, Long::sum);
    }

    /** What differs between two states of a resource, versions and times aside. */
    public static List<FieldChange> changes(Optional<Resource<?>> before, Optional<Resource<?>> after) {
        return before.isEmpty() && after.isEmpty() ? List.of() : FieldChanges.between(before, after);
    }
}
