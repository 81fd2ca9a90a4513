package dev.omnibridge.operator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniConnectionSpec;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.References.Content;
import dev.omnibridge.operator.reconcile.References.Kind;
import dev.omnibridge.simulator.auth.IssuedKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String KEY = IssuedKey.generate("omnibridge", NOW.minusSeconds(60), Duration.ofDays(30))
            .text();

    private final FixedReferences references = new FixedReferences();
    private OperatorEnvironment environment = new OperatorEnvironment(Optional.empty(), Optional.empty());
    private boolean allowsInsecure;

    @Test
    void aKeyOfTheSecretLeadsIn() {
        references.withSecret(Connections.SECRET, "OMNI_SERVICE_ACCOUNT_KEY", KEY);

        assertThat(read(Connections.spec().build())).isInstanceOfSatisfying(Access.Known.class, known -> {
            assertThat(known.endpoint().url()).isEqualTo(Connections.ENDPOINT);
            assertThat(known.key().name()).isEqualTo("omnibridge");
        });
    }

    @Test
    void aMissingSecretIsNamed() {
        Finding finding = lost(Connections.spec().build());

        assertThat(finding.reason()).isEqualTo(Reason.SECRET_NOT_FOUND);
        assertThat(finding.message()).contains("Secret omnibridge/omni", "OMNI_SERVICE_ACCOUNT_KEY");
    }

    @Test
    void aMissingKeyNamesTheKeysThatAreThere() {
        references.with(Kind.SECRET, Connections.SECRET, new Content.Present(Map.of("token", "x", "key", "y")));

        Finding finding = lost(Connections.spec().build());

        assertThat(finding.reason()).isEqualTo(Reason.SECRET_KEY_MISSING);
        assertThat(finding.message()).contains("its keys are key, token");
    }

    @Test
    @DisplayName("R35: a malformed key is told by what is wrong with it, never by its text")
    void aMalformedKeyIsToldWithoutItsText() {
        references.withSecret(Connections.SECRET, "OMNI_SERVICE_ACCOUNT_KEY", "OMNI_SERVICE_ACCOUNT_KEY=" + KEY);

        Finding finding = lost(Connections.spec().build());

        assertThat(finding.reason()).isEqualTo(Reason.KEY_MALFORMED);
        assertThat(finding.message())
                .contains("keep only what follows the equals sign")
                .doesNotContain(KEY);
    }

    @Test
    void anExpiredKeySaysSince() {
        references.withSecret(
                Connections.SECRET,
                "OMNI_SERVICE_ACCOUNT_KEY",
                IssuedKey.generate("omnibridge", NOW.minus(Duration.ofDays(31)), Duration.ofDays(30))
                        .text());

        Finding finding = lost(Connections.spec().build());

        assertThat(finding.reason()).isEqualTo(Reason.KEY_EXPIRED);
        assertThat(finding.message()).contains("expired at 2026-11-19T10:00:00Z");
    }

    @Test
    void anEndpointWithoutTlsNeedsTheOperatorsConsent() {
        references.withSecret(Connections.SECRET, "OMNI_SERVICE_ACCOUNT_KEY", KEY);
        OmniConnectionSpec spec =
                Connections.spec().endpoint("http://omni:8080").build();

        assertThat(read(spec))
                .isInstanceOfSatisfying(
                        Access.Forbidden.class,
                        forbidden -> assertThat(forbidden.finding().reason()).isEqualTo(Reason.INSECURE_ENDPOINT));
        allowsInsecure = true;
        assertThat(read(spec)).isInstanceOf(Access.Known.class);
    }

    @Test
    void theEnvironmentsKeyIsNotOfferedToAnotherEndpoint() {
        environment = new OperatorEnvironment(Optional.of("https://other.example.com"), Optional.of(KEY));

        assertThat(lost(Connections.specFromEnvironment().build()).message())
                .contains("https://other.example.com", Connections.ENDPOINT)
                .doesNotContain(KEY);
    }

    @Test
    void theEnvironmentsKeyLeadsToItsOwnEndpoint() {
        environment = new OperatorEnvironment(Optional.of(Connections.ENDPOINT + ":443/"), Optional.of(KEY));

        assertThat(read(Connections.specFromEnvironment().build())).isInstanceOf(Access.Known.class);
    }

    @Test
    void certificatesThatAreNoneAreFoundBeforeAnythingIsConnected() {
        references
                .withSecret(Connections.SECRET, "OMNI_SERVICE_ACCOUNT_KEY", KEY)
                .with(Kind.CONFIG_MAP, "ca", new Content.Present(Map.of("ca.crt", "no certificate")));

        Finding finding = lost(Connections.withCertificates("ca", "ca.crt"));

        assertThat(finding.reason()).isEqualTo(Reason.TLS_UNTRUSTED);
        assertThat(finding.message()).contains("ConfigMap omnibridge/ca", "BEGIN CERTIFICATE");
    }

    @Test
    void whatIsNotReadYetIsPending() {
        references.with(Kind.SECRET, Connections.SECRET, new Content.Pending());

        assertThat(lost(Connections.spec().build()).reason()).isEqualTo(Reason.CONNECTION_PENDING);
    }

    private Finding lost(OmniConnectionSpec spec) {
        assertThat(read(spec)).isInstanceOf(Access.Lost.class);
        return ((Access.Lost) read(spec)).finding();
    }

    private Access read(OmniConnectionSpec spec) {
        return new AccessReader(
                        FixedReferences.NAMESPACE,
                        references::content,
                        environment,
                        allowsInsecure,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .read(spec);
    }
}
