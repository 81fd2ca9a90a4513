package dev.omnibridge.kubernetes.binaries;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that writes empty programs, or half of them and then fails; counts how often it was asked. */
final class FakeSource implements BinarySource {
    final AtomicInteger asked = new AtomicInteger();
    final CountDownLatch begun = new CountDownLatch(1);
    private final String name;
    private final boolean controllers;
    private final boolean works;
    private CountDownLatch released = new CountDownLatch(0);

    private FakeSource(String name, boolean controllers, boolean works) {
        this.name = name;
        this.controllers = controllers;
        this.works = works;
    }

    static FakeSource archive() {
        return new FakeSource("archive", false, true);
    }

    static FakeSource build() {
        return new FakeSource("build", true, true);
    }

    static FakeSource broken(String name) {
        return new FakeSource(name, true, false);
    }

    /** Keeps every {@link #fill} waiting in the middle until the returned latch is counted down. */
    CountDownLatch hold() {
        released = new CountDownLatch(1);
        return released;
    }

    @Override
    public String cacheName() {
        return "cached-" + name;
    }

    @Override
    public String description() {
        return name;
    }

    @Override
    public boolean hasControllers() {
        return controllers;
    }

    @Override
    public void fill(Path target, ProgressListener progress) throws ProvisioningException, InterruptedException {
        asked.incrementAndGet();
        Programs.in(target, Binaries.ETCD);
        begun.countDown();
        released.await();
        if (!works) {
            throw new ProvisioningException("the " + name + " broke");
        }
        Programs.in(target, Binaries.API_SERVER);
        if (controllers) {
            Programs.in(target, Binaries.CONTROLLER_MANAGER);
        }
    }
}
