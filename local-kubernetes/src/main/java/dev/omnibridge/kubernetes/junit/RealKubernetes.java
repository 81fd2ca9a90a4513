package dev.omnibridge.kubernetes.junit;

import dev.omnibridge.kubernetes.binaries.Controllers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class run on a real Kubernetes API. Constructors and methods may take parameters of the types {@link
 * TestNamespace}, {@link io.fabric8.kubernetes.client.KubernetesClient} (the administrator's, in the class's namespace) and
 * {@link dev.omnibridge.kubernetes.LocalKubernetes} (shared by all classes of the JVM: do not close it).
 *
 * <p>Where no server can run the class is skipped, with the reason on standard error and a line in {@code
 * target/real-kubernetes-skipped.txt}. With the environment variable {@code OMNIBRIDGE_REQUIRE_KUBERNETES=true} (or the
 * system property {@code omnibridge.require.kubernetes=true}) it fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RealKubernetesExtension.class)
public @interface RealKubernetes {

    /** Whether the tests need garbage collection and namespace deletion; they are skipped where nothing does these. */
    Controllers controllers() default Controllers.IF_AVAILABLE;

    /** Folders on the class path whose custom resource definitions are established before the first test. */
    String[] definitions() default {};
}
