package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each object is passed over again although nothing happens to it: one alarm for each, on the operator's own time. JOSDK's timers know only
 * the time of the JVM, so that what an operator does in an hour would take an hour to see.
 */
final class Alarms {

    private final MirrorScheduler scheduler;
    private final Map<String, Alarm> byUid = new ConcurrentHashMap<>();

    Alarms(MirrorScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs a task after a delay; an earlier alarm of the object rings no more. */
    void set(String uid, Duration delay, Runnable task) {
        Alarm alarm = new Alarm(uid, task);
        Alarm before = byUid.put(uid, alarm);
        if (before != null) {
            before.timer.cancel();
        }
        alarm.timer = scheduler.after(delay, alarm);
    }

    /** The object is gone. */
    void forget(String uid) {
        Alarm alarm = byUid.remove(uid);
        if (alarm != null) {
            alarm.timer.cancel();
        }
    }

    /** Rings only while it is the last one of its object, so that it does not matter if its timer can't be stopped in time. */
    private final class Alarm implements Runnable {

        private final String uid;
        private final Runnable task;
        private volatile MirrorScheduler.Timer timer = () -> {};

        Alarm(String uid, Runnable task) {
            this.uid = uid;
            this.task = task;
        }

        @Override
        public void run() {
            if (byUid.remove(uid, this)) {
                task.run();
            }
        }
    }
}
