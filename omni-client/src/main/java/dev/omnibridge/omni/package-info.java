/**
 * A client of Omni; {@link dev.omnibridge.omni.OmniClient} is the way in:
 *
 * <pre>{@code
 * ServiceAccountKey key = ServiceAccountKey.decode(System.getenv("OMNI_SERVICE_ACCOUNT_KEY"));
 * OmniEndpoint endpoint = OmniEndpoint.parse("https://omni.example.com");
 * try (OmniClient omni = OmniClient.connect(endpoint, TlsTrust.system(), key, Clock.systemUTC(), "my-tool/1.0")) {
 *     for (Resource<ClusterSpec> cluster : omni.state().list(ResourceTypes.CLUSTERS)) {
 *         System.out.println(cluster.id() + " " + cluster.spec().getTalosVersion());
 *     }
 * }
 * }</pre>
 */
@NullMarked
package dev.omnibridge.omni;

import org.jspecify.annotations.NullMarked;
