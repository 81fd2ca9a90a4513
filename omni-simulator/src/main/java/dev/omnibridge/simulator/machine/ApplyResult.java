package dev.omnibridge.simulator.machine;

/** What Talos answers to a config. */
public sealed interface ApplyResult {

    /** Taken. The machine needs a while until the config is in force. */
    record Accepted() implements ApplyResult {}

    /** Refused as invalid, with Talos' text. */
    record Rejected(String message) implements ApplyResult {}
}
