package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.operator.app.Parts;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.MachineSetPlan;
import dev.omnibridge.operator.policy.Decision;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;

/** Passes whose planner or gates are lied to, or whose answers are bent: bugs on purpose, without a switch for them in the operator. */
public final class BentReconciliations {

    private BentReconciliations() {}

    /**
     * What is bent.
     *
     * @param seenByPlanner the observation as the planner gets it
     * @param seenByGates the observation as the gates get it
     * @param planned the plan as everybody after the planner gets it
     * @param decided the decision as it is carried out
     */
    public record Bend(
            UnaryOperator<Object> seenByPlanner,
            UnaryOperator<Object> seenByGates,
            UnaryOperator<Object> planned,
            Decided decided) {

        /** Nothing is bent. */
        public static Bend nothing() {
            return new Bend(o -> o, o -> o, p -> p, (observation, plan, decision) -> decision);
        }

        /** The same with the planner lied to. */
        public Bend planner(UnaryOperator<Object> lie) {
            return new Bend(lie, seenByGates, planned, decided);
        }

        /** The same with the gates lied to. */
        public Bend gates(UnaryOperator<Object> lie) {
            return new Bend(seenByPlanner, lie, planned, decided);
        }

        /** The same with another plan. */
        public Bend plan(UnaryOperator<Object> change) {
            return new Bend(seenByPlanner, seenByGates, change, decided);
        }

        /** The same with another decision. */
        public Bend decision(Decided change) {
            return new Bend(seenByPlanner, seenByGates, planned, change);
        }
    }

    /** Bends a decision. */
    public interface Decided {

        /** The decision that is carried out. */
        Decision of(Object observation, Object plan, Decision decision);
    }

    /** The real passes, bent; the ports may be bent as well. */
    public static Parts.MakesReconciliations of(Bend bend, UnaryOperator<Ports> bentPorts) {
        return (instance, realPorts, kubeconfigs, tokens) -> {
            Ports ports = bentPorts.apply(realPorts);
            Subject<OmniCluster, OmniClusterStatus, ClusterObservation, ClusterPlan> clusters = new ClusterSubject(
                    instance, ports, new ClusterKubeconfigs(kubeconfigs, tokens, ports.statuses(), ports.events()));
            Subject<OmniMachineSet, OmniMachineSetStatus, MachineSetObservation, MachineSetPlan> machineSets =
                    new MachineSetSubject(instance, ports.objects());
            return new Reconciliations(ports, bent(clusters, bend), bent(machineSets, bend));
        };
    }

    @SuppressWarnings("unchecked") // a proxy of what it stands for
    private static <T> T bent(T subject, Bend bend) {
        return (T) Proxy.newProxyInstance(
                BentReconciliations.class.getClassLoader(), new Class<?>[] {Subject.class}, (proxy, method, given) -> {
                    Object[] arguments = given == null ? new Object[0] : given.clone();
                    try {
                        return switch (method.getName()) {
                            case "plan" -> {
                                arguments[0] = bend.seenByPlanner().apply(arguments[0]);
                                yield bend.planned().apply(method.invoke(subject, arguments));
                            }
                            case "decide" -> {
                                Object observation = arguments[0];
                                arguments[0] = bend.seenByGates().apply(observation);
                                Decision decision = (Decision) method.invoke(subject, arguments);
                                yield bend.decided().of(observation, arguments[1], decision);
                            }
                            default -> method.invoke(subject, arguments);
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
