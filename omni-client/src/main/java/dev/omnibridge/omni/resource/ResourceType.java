package dev.omnibridge.omni.resource;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;

/**
 * A kind of resource in Omni: where it lives and how its spec is parsed.
 *
 * @param name full type name, for instance {@code Clusters.omni.sidero.dev}
 * @param namespace COSI namespace the resources of this type live in
 * @param emptySpec spec without any field set; also says which message a spec is
 * @param <S> message of the spec
 */
public record ResourceType<S extends Message>(String name, String namespace, S emptySpec) {

    /** Parser of the spec; fields it doesn't know are kept and written back. */
    @SuppressWarnings("unchecked")
    public Parser<S> parser() {
        return (Parser<S>) emptySpec.getParserForType();
    }

    /** Name as people write it: {@code Clusters} for {@code Clusters.omni.sidero.dev}. */
    public String shortName() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    @Override
    public String toString() {
        return shortName();
    }
}
