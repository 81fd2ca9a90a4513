package dev.omnibridge.simulator.kind;

import dev.omnibridge.omni.proto.cosi.meta.ResourceDefinitionSpec.PrintColumn;
import dev.omnibridge.simulator.catalog.OmniVersion;
import java.util.List;
import java.util.Set;

/**
 * A kind of resources as Omni defines it, whether this simulator fills it or not.
 *
 * @param name full name, for instance {@code Clusters.omni.sidero.dev}
 * @param namespace where its resources live
 * @param readers who may read it
 * @param changes what clients may do to it besides
 * @param scope what names the cluster that one of its resources belongs to
 * @param since first generation that has it
 * @param isSensitive whether clients should not show it without being asked
 * @param columns what omnictl prints of the spec in a table
 */
public record Kind(
        String name,
        String namespace,
        Readers readers,
        Set<Change> changes,
        Scope scope,
        OmniVersion since,
        boolean isSensitive,
        List<PrintColumn> columns) {

    /** Who may read a kind. */
    public enum Readers {
        /** No client. */
        CLOSED,
        /** Whoever has a key. */
        ANYBODY,
        /** From role InfraProvider. */
        PROVIDER,
        /** From role Reader. */
        READER,
        /** Only role Admin, which it takes to change them, too. */
        ADMIN
    }

    /** What names the cluster of a resource, by which an access policy judges it. */
    public enum Scope {
        /** It belongs to none. */
        ACCOUNT,
        /** Its id is that of the cluster. */
        CLUSTER_ID,
        /** Its label does. */
        CLUSTER_LABEL
    }

    /** What a client can do to a resource. */
    public enum Change {
        CREATE,
        UPDATE,
        DESTROY
    }

    /** The kind without its domain: {@code Clusters}. */
    public String plural() {
        return name.substring(0, name.indexOf('.'));
    }

    /** The domain: {@code omni.sidero.dev}. */
    public String domain() {
        return name.substring(name.indexOf('.') + 1);
    }
}
