package dev.omnibridge.operator.connection;

import dev.omnibridge.operator.reconcile.References;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Secrets and ConfigMaps as a test puts them. */
final class FixedReferences implements References {

    static final String NAMESPACE = "omnibridge";

    private final Map<Reference, Content> contents = new HashMap<>();
    private final Map<String, Set<Reference>> referred = new HashMap<>();

    FixedReferences with(Kind kind, String name, Content content) {
        contents.put(new Reference(kind, NAMESPACE, name), content);
        return this;
    }

    FixedReferences withSecret(String name, String key, String value) {
        return with(Kind.SECRET, name, new Content.Present(Map.of(key, value)));
    }

    Set<Reference> referredBy(String reader) {
        return referred.getOrDefault(reader, Set.of());
    }

    @Override
    public void refer(String reader, Set<Reference> references) {
        referred.put(reader, references);
    }

    @Override
    public Content content(Reference reference) {
        return contents.getOrDefault(reference, new Content.Absent());
    }

    @Override
    public void close() {
        referred.clear();
    }
}
