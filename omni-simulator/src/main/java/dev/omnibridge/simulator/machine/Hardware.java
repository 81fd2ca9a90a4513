package dev.omnibridge.simulator.machine;

/**
 * What a virtual machine is built of, as Omni's labels and selectors see it.
 *
 * @param cores number of CPU cores
 * @param memoryMiB memory in MiB
 * @param diskGB size of its one disk in GB (10^9 bytes)
 * @param networkMbps speed of its one network link in Mbit/s
 * @param arch {@code amd64} or {@code arm64}
 * @param cpu manufacturer of the CPU
 */
public record Hardware(int cores, int memoryMiB, int diskGB, int networkMbps, String arch, String cpu) {

    /** A small server: 4 cores, 8 GiB of memory, a disk of 50 GB, 1 Gbit/s, amd64. */
    public static Hardware small() {
        return new Hardware(4, 8192, 50, 1000, "amd64", "AMD");
    }

    /** The same with other cores and memory. */
    public Hardware sized(int newCores, int newMemoryMiB) {
        return new Hardware(newCores, newMemoryMiB, diskGB, networkMbps, arch, cpu);
    }

    /** The same with another architecture. */
    public Hardware withArch(String newArch) {
        return new Hardware(cores, memoryMiB, diskGB, networkMbps, newArch, cpu);
    }
}
