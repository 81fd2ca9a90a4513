package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.CaBundle;
import dev.omnibridge.api.v1alpha1.ConnectionTls;
import dev.omnibridge.api.v1alpha1.KeyReference;
import dev.omnibridge.api.v1alpha1.OmniConnectionSpec;
import dev.omnibridge.api.v1alpha1.SecretReference;
import dev.omnibridge.operator.reconcile.References.Kind;
import dev.omnibridge.operator.reconcile.References.Reference;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What an OmniConnection refers to. Everything is in the operator's own namespace, whatever anybody writes. */
final class ConnectionSecrets {

    /** A key of a Secret or ConfigMap. */
    record Entry(Reference reference, String key) {}

    private final String namespace;

    ConnectionSecrets(String operatorNamespace) {
        this.namespace = operatorNamespace;
    }

    Set<Reference> all(OmniConnectionSpec spec) {
        Set<Reference> all = new LinkedHashSet<>();
        key(spec).map(Entry::reference).ifPresent(all::add);
        certificates(spec).map(Entry::reference).ifPresent(all::add);
        return all;
    }

    /** Where the service-account key is; empty if it comes from the environment. */
    Optional<Entry> key(OmniConnectionSpec spec) {
        return Optional.ofNullable(spec.credentials().secretRef())
                .map(ref -> new Entry(new Reference(Kind.SECRET, namespace, ref.name()), keyOf(ref)));
    }

    /** Where further certificate authorities are. */
    Optional<Entry> certificates(OmniConnectionSpec spec) {
        return Optional.ofNullable(spec.tls()).map(ConnectionTls::caBundle).flatMap(this::certificates);
    }

    private Optional<Entry> certificates(CaBundle bundle) {
        return Optional.ofNullable(bundle.secretKeyRef())
                .map(ref -> entry(Kind.SECRET, ref))
                .or(() -> Optional.ofNullable(bundle.configMapKeyRef()).map(ref -> entry(Kind.CONFIG_MAP, ref)));
    }

    private Entry entry(Kind kind, KeyReference ref) {
        return new Entry(new Reference(kind, namespace, ref.name()), ref.key());
    }

    private static String keyOf(SecretReference ref) {
        return Optional.ofNullable(ref.key()).orElse(OperatorEnvironment.KEY);
    }
}
