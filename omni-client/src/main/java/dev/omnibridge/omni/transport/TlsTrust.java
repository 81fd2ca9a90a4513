package dev.omnibridge.omni.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates of a server are trusted: what the system trusts, and additional authorities.
 *
 * @param additional certificates of further authorities
 */
public record TlsTrust(List<X509Certificate> additional) {

    public TlsTrust {
        additional = List.copyOf(additional);
    }

    /** Trusts what the system trusts. */
    public static TlsTrust system() {
        return new TlsTrust(List.of());
    }

    /**
     * Trusts the system's authorities and those of a PEM text with one or more certificates.
     *
     * @throws InvalidCertificatesException if the text holds none, or a damaged one
     */
    public static TlsTrust systemAnd(String pem) {
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            throw new InvalidCertificatesException(
                    "CA bundle holds no certificate; give it in PEM, with at least one block BEGIN CERTIFICATE");
        }
        try {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return new TlsTrust(certificates);
        } catch (CertificateException e) {
            throw new InvalidCertificatesException("CA bundle can't be read; give complete PEM blocks of certificates");
        }
    }

    /** All trusted authorities, the system's first. */
    List<X509Certificate> authorities() {
        List<X509Certificate> all = new ArrayList<>();
        try {
            Stream.of(trustManagers(null).getTrustManagers())
                    .map(X509TrustManager.class::cast)
                    .forEach(manager -> all.addAll(List.of(manager.getAcceptedIssuers())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the system's certificates can't be read", e);
        }
        all.addAll(additional);
        return all;
    }

    /** A TLS context with this trust, for plain HTTPS. */
    SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            List<X509Certificate> authorities = authorities();
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(store).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS context can be made", e);
        }
    }

    private static TrustManagerFactory trustManagers(@Nullable KeyStore store)
            throws NoSuchAlgorithmException, KeyStoreException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
