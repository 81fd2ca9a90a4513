package dev.omnibridge.simulator.proxy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A CA made at start, and a certificate by it for localhost. */
public final class Certificates {

    private static final Duration LIFETIME = Duration.ofDays(3650);
    private static final X500Name CA = new X500Name("CN=Omni simulator CA");
    private static final X500Name SERVER = new X500Name("CN=localhost");
    /** Protects a key store that never leaves memory. */
    private static final char[] NO_SECRET = "simulator".toCharArray();

    private final X509Certificate authority;
    private final X509Certificate server;
    private final KeyPair serverKeys;

    private Certificates(X509Certificate authority, X509Certificate server, KeyPair serverKeys) {
        this.authority = authority;
        this.server = server;
        this.serverKeys = serverKeys;
    }

    /** Makes both, valid from a day before {@code now} for ten years. */
    public static Certificates generate(Instant now) {
        try {
            KeyPair authorityKeys = newKeys();
            KeyPair serverKeys = newKeys();
            var caBuilder = builder(CA, CA, now, authorityKeys)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            var serverBuilder = builder(CA, SERVER, now, serverKeys)
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                        new GeneralName(GeneralName.dNSName, "localhost"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        new GeneralName(GeneralName.iPAddress, "::1")
                    }));
            return new Certificates(sign(caBuilder, authorityKeys), sign(serverBuilder, authorityKeys), serverKeys);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("the simulator can't make certificates", e);
        }
    }

    /** The CA as PEM, for clients that should trust it. */
    public String caPem() {
        return pem(authority);
    }

    /** Certificate and CA of the server as PEM. */
    public InputStream chainPem() {
        return new ByteArrayInputStream((pem(server) + pem(authority)).getBytes(StandardCharsets.US_ASCII));
    }

    /** Private key of the server as PEM, in PKCS #8: the only form that gRPC's server reads. */
    public InputStream keyPem() {
        PemObject key = new PemObject("PRIVATE KEY", serverKeys.getPrivate().getEncoded());
        return new ByteArrayInputStream(pem(key).getBytes(StandardCharsets.US_ASCII));
    }

    /** TLS of a server with this certificate. */
    SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_SECRET);
            store.setKeyEntry("server", serverKeys.getPrivate(), NO_SECRET, new X509Certificate[] {server, authority});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_SECRET);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the simulator can't set up TLS", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, Instant now, KeyPair keys) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, new SecureRandom()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(LIFETIME)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair authorityKeys)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static String pem(Object content) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
