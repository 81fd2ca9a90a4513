package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.OmniConnectionSpec;
import dev.omnibridge.omni.auth.InvalidKeyException;
import dev.omnibridge.omni.auth.KeyProblem;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.transport.InvalidCertificatesException;
import dev.omnibridge.omni.transport.InvalidEndpointException;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import dev.omnibridge.operator.connection.ConnectionSecrets.Entry;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.References.Content;
import dev.omnibridge.operator.reconcile.References.Reference;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** From spec, Secret, ConfigMap and environment to the way into an account, or to what a person has to mend. Never shows a value. */
public final class AccessReader {

    private final ConnectionSecrets secrets;
    private final Function<Reference, Content> contents;
    private final OperatorEnvironment environment;
    private final boolean allowsInsecure;
    private final Clock clock;

    /** What ends the reading early. */
    private static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Access access;

        Unusable(Access access) {
            super(null, null, false, false);
            this.access = access;
        }

        static Unusable lost(Reason reason, String message) {
            return new Unusable(new Access.Lost(new Finding(reason, message)));
        }

        static Unusable forbidden(Reason reason, String message) {
            return new Unusable(new Access.Forbidden(new Finding(reason, message)));
        }
    }

    /**
     * A reader.
     *
     * @param operatorNamespace where Secrets and ConfigMaps are, whatever anybody writes
     * @param contents what is in a Secret or ConfigMap
     * @param allowsInsecure whether endpoints without TLS may be used
     */
    public AccessReader(
            String operatorNamespace,
            Function<Reference, Content> contents,
            OperatorEnvironment environment,
            boolean allowsInsecure,
            Clock clock) {
        this.secrets = new ConnectionSecrets(operatorNamespace);
        this.contents = contents;
        this.environment = environment;
        this.allowsInsecure = allowsInsecure;
        this.clock = clock;
    }

    /** How the account of a connection is reached. */
    public Access read(OmniConnectionSpec spec) {
        try {
            OmniEndpoint endpoint = endpoint(spec.endpoint());
            TlsTrust trust = trust(spec);
            return new Access.Known(endpoint, trust, key(spec));
        } catch (Unusable e) {
            return e.access;
        }
    }

    /** The certificates beside the system's, PEM; they go into kubeconfigs too. */
    Optional<String> certificates(OmniConnectionSpec spec) {
        return secrets.certificates(spec).flatMap(entry -> switch (contents.apply(entry.reference())) {
            case Content.Present(var data) -> Optional.ofNullable(data.get(entry.key()));
            case Content.Pending _, Content.Absent _, Content.Unreadable _ -> Optional.empty();
        });
    }

    private OmniEndpoint endpoint(String url) throws Unusable {
        try {
            OmniEndpoint endpoint = OmniEndpoint.parse(url);
            if (!endpoint.tls() && !allowsInsecure) {
                throw Unusable.forbidden(
                        Reason.INSECURE_ENDPOINT,
                        "spec.endpoint is " + url + ", without TLS; use https, or start the operator with"
                                + " --allow-insecure-endpoints where nobody else can read the network");
            }
            return endpoint;
        } catch (InvalidEndpointException e) {
            throw Unusable.forbidden(Reason.INVALID_CONTENT, "spec.endpoint: " + e.getMessage());
        }
    }

    private TlsTrust trust(OmniConnectionSpec spec) throws Unusable {
        Optional<Entry> entry = secrets.certificates(spec);
        if (entry.isEmpty()) {
            return TlsTrust.system();
        }
        String pem = value("spec.tls.caBundle", entry.get(), Reason.TLS_UNTRUSTED, Reason.TLS_UNTRUSTED);
        try {
            return TlsTrust.systemAnd(pem);
        } catch (InvalidCertificatesException e) {
            throw Unusable.lost(
                    Reason.TLS_UNTRUSTED,
                    "spec.tls.caBundle: key " + entry.get().key() + " of "
                            + entry.get().reference().text() + ": " + e.getMessage());
        }
    }

    private ServiceAccountKey key(OmniConnectionSpec spec) throws Unusable {
        Optional<Entry> entry = secrets.key(spec);
        String text = entry.isPresent()
                ? value("spec.credentials.secretRef", entry.get(), Reason.SECRET_NOT_FOUND, Reason.SECRET_KEY_MISSING)
                : fromEnvironment(spec.endpoint());
        String source = entry.map(e -> "key " + e.key() + " of " + e.reference().text())
                .orElse("environment variable " + OperatorEnvironment.KEY);
        try {
            ServiceAccountKey key = ServiceAccountKey.decode(text);
            key.requireValid(clock);
            return key;
        } catch (InvalidKeyException e) {
            throw Unusable.lost(
                    e.problem() == KeyProblem.EXPIRED ? Reason.KEY_EXPIRED : Reason.KEY_MALFORMED,
                    source + ": " + e.getMessage());
        }
    }

    /** The key of one account must not be offered to another endpoint. */
    private String fromEnvironment(String endpoint) throws Unusable {
        if (!environment.isComplete()) {
            throw Unusable.lost(
                    Reason.SECRET_KEY_MISSING,
                    "spec.credentials.fromEnvironment is true, but the operator's environment lacks "
                            + (environment.endpoint().isEmpty()
                                    ? OperatorEnvironment.ENDPOINT
                                    : OperatorEnvironment.KEY)
                            + "; set it, or use spec.credentials.secretRef");
        }
        String named = environment.endpoint().orElseThrow();
        if (!isSame(named, endpoint)) {
            throw Unusable.lost(
                    Reason.SECRET_KEY_MISSING,
                    "spec.endpoint is " + endpoint + ", but the key of the environment belongs to "
                            + OperatorEnvironment.ENDPOINT + "=" + named + "; make them equal, or use"
                            + " spec.credentials.secretRef");
        }
        return environment.key().orElseThrow();
    }

    private static boolean isSame(String one, String other) {
        try {
            return OmniEndpoint.parse(one).equals(OmniEndpoint.parse(other));
        } catch (InvalidEndpointException _) {
            return false;
        }
    }

    private String value(String field, Entry entry, Reason absent, Reason keyMissing) throws Unusable {
        String what = entry.reference().text();
        return switch (contents.apply(entry.reference())) {
            case Content.Pending _ ->
                throw Unusable.lost(Reason.CONNECTION_PENDING, field + ": " + what + " is being read");
            case Content.Absent _ ->
                throw Unusable.lost(
                        absent, field + ": " + what + " does not exist; create it with the key " + entry.key());
            case Content.Unreadable(String why) -> throw Unusable.lost(absent, field + ": " + why);
            case Content.Present(var data) -> {
                String value = data.get(entry.key());
                if (value == null) {
                    throw Unusable.lost(
                            keyMissing,
                            field + ": " + what + " has no key " + entry.key() + "; its keys are "
                                    + (data.isEmpty() ? "none" : String.join(", ", new TreeSet<>(data.keySet())))
                                    + "; add it, or name one of them in " + field + ".key");
                }
                yield value;
            }
        };
    }
}
