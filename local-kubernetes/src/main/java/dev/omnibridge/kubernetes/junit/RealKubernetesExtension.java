package dev.omnibridge.kubernetes.junit;

import dev.omnibridge.kubernetes.LocalKubernetes;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.SearchOption;

/** What {@link RealKubernetes} does. */
final class RealKubernetesExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace STORE =
            ExtensionContext.Namespace.create(RealKubernetesExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("decided for the class");
        }
        return new Decision(isRequired(), SkippedTests.OF_THIS_MODULE)
                .onClass(context.getRequiredTestClass(), answer(context));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // made here, for the outermost class, so that nested classes find it
        var namespace = namespace(context);
        for (String folder : annotation(context).definitions()) {
            SharedKubernetes.ofThisJvm().establish(namespace.kubernetes(), folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestNamespace.class || type == KubernetesClient.class || type == LocalKubernetes.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var namespace = namespace(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == TestNamespace.class) {
            return namespace;
        }
        return type == KubernetesClient.class ? namespace.client() : namespace.kubernetes();
    }

    /** Nested classes share the namespace of the class around them; JUnit closes it with that class. */
    private static TestNamespace namespace(ExtensionContext context) {
        return context.getStore(STORE)
                .computeIfAbsent(
                        TestNamespace.class,
                        _ -> switch (answer(context)) {
                            case SharedKubernetes.Answer.Running(var kubernetes) ->
                                TestNamespace.create(kubernetes, context.getRequiredTestClass());
                            case SharedKubernetes.Answer.Missing(var reason) -> throw new IllegalStateException(reason);
                        },
                        TestNamespace.class);
    }

    private static SharedKubernetes.Answer answer(ExtensionContext context) {
        return SharedKubernetes.ofThisJvm().ask(annotation(context).controllers(), isRequired());
    }

    private static RealKubernetes annotation(ExtensionContext context) {
        Optional<RealKubernetes> found = AnnotationSupport.findAnnotation(
                context.getRequiredTestClass(), RealKubernetes.class, SearchOption.INCLUDE_ENCLOSING_CLASSES);
        return found.orElseThrow(() -> new IllegalStateException(
                "register this extension with @RealKubernetes on " + context.getRequiredTestClass()));
    }

    private static boolean isRequired() {
        return Boolean.parseBoolean(System.getenv("OMNIBRIDGE_REQUIRE_KUBERNETES"))
                || Boolean.getBoolean("omnibridge.require.kubernetes");
    }
}
