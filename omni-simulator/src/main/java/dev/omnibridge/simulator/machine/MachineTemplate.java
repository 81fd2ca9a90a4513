package dev.omnibridge.simulator.machine;

import java.util.Map;
import java.util.TreeMap;

/**
 * What machines are made from. All {@code with…} methods return a changed copy.
 *
 * @param hardware cores, memory, disk
 * @param platform Talos platform, for instance {@code metal} or {@code aws}
 * @param region region of the platform, may be empty
 * @param zone zone of the platform, may be empty
 * @param instanceType instance type of the platform, may be empty
 * @param talosVersion version it runs, without a leading v
 * @param installed whether Talos is on its disk already; a machine booted from an image is not
 * @param connected whether it is connected when it joins
 * @param imageLabels labels built into its image; they show up as labels of its MachineStatus
 * @param nodeName host name it has once it runs with a config; empty for one that Talos generates
 */
public record MachineTemplate(
        Hardware hardware,
        String platform,
        String region,
        String zone,
        String instanceType,
        String talosVersion,
        boolean installed,
        boolean connected,
        Map<String, String> imageLabels,
        String nodeName) {

    /** Copies the labels. */
    public MachineTemplate {
        imageLabels = Map.copyOf(imageLabels);
    }

    /** A connected metal machine of {@link Hardware#small()}, booted from an image of this Talos version (without v). */
    public static MachineTemplate of(String talosVersion) {
        return new MachineTemplate(Hardware.small(), "metal", "", "", "", talosVersion, false, true, Map.of(), "");
    }

    /** With other hardware. */
    public MachineTemplate withHardware(Hardware other) {
        return new MachineTemplate(
                other, platform, region, zone, instanceType, talosVersion, installed, connected, imageLabels, nodeName);
    }

    /** On another platform, in a region and zone of it. */
    public MachineTemplate withPlatform(String newPlatform, String newRegion, String newZone) {
        return new MachineTemplate(
                hardware,
                newPlatform,
                newRegion,
                newZone,
                instanceType,
                talosVersion,
                installed,
                connected,
                imageLabels,
                nodeName);
    }

    /** With one more image label. */
    public MachineTemplate withImageLabel(String key, String value) {
        Map<String, String> labels = new TreeMap<>(imageLabels);
        labels.put(key, value);
        return new MachineTemplate(
                hardware, platform, region, zone, instanceType, talosVersion, installed, connected, labels, nodeName);
    }

    /** With Talos on its disk already. */
    public MachineTemplate withInstalled() {
        return new MachineTemplate(
                hardware, platform, region, zone, instanceType, talosVersion, true, connected, imageLabels, nodeName);
    }

    /** Joined once, but not connected now. */
    public MachineTemplate withoutConnection() {
        return new MachineTemplate(
                hardware, platform, region, zone, instanceType, talosVersion, installed, false, imageLabels, nodeName);
    }

    /** With a host name of its own in Kubernetes. */
    public MachineTemplate withNodeName(String name) {
        return new MachineTemplate(
                hardware, platform, region, zone, instanceType, talosVersion, installed, connected, imageLabels, name);
    }
}
