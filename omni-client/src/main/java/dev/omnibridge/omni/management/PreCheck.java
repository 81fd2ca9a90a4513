package dev.omnibridge.omni.management;

/**
 * What Omni says about upgrading the Kubernetes of a cluster.
 *
 * @param ok whether nothing speaks against it
 * @param reason what speaks against it; empty if nothing does
 */
public record PreCheck(boolean ok, String reason) {}
