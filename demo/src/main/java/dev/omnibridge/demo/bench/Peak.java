package dev.omnibridge.demo.bench;

import dev.omnibridge.simulator.log.WriteLog;
import java.util.concurrent.TimeUnit;

/** The most calls that reached Omni within one second, for who looks often. */
final class Peak {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final WriteLog log;
    private WriteLog.Mark mark;
    private long since;
    private long calls;

    Peak(WriteLog log) {
        this.log = log;
        this.mark = log.mark();
        this.since = System.nanoTime();
    }

    void look() {
        if (System.nanoTime() - since >= SECOND) {
            calls = calls();
            mark = log.mark();
            since = System.nanoTime();
        }
    }

    /** The most so far, watches included. */
    long calls() {
        return Math.max(calls, log.since(mark).calls().all());
    }
}
