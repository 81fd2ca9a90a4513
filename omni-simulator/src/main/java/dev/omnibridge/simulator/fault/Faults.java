package dev.omnibridge.simulator.fault;

import dev.omnibridge.omni.resource.ResourceType;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Where faults are ordered. Thread-safe; several faults may be in force, the one ordered first strikes first. */
public final class Faults {

    /** The open watches, as far as faults act on them. */
    public interface OpenWatches {

        /** Ends those of the given calls with a status; returns how many. */
        int end(Calls calls, Status status);

        /** Sends those of the given calls an ERRORED event, after which they stay open and silent; returns how many. */
        int error(Calls calls, String text);

        /** Lets all of them send what they hold back, if nothing stalls them. */
        void nudge();
    }

    private static final long ALWAYS = Long.MAX_VALUE;
    private static final String UPGRADE_CHECK = "KubernetesUpgradePreChecks";
    private static final Calls UPGRADE_CHECKS = Calls.of(UPGRADE_CHECK);

    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final OpenWatches watches;

    /** No faults in force. */
    public Faults(OpenWatches watches) {
        this.watches = watches;
    }

    /** Answers the calls with this code, without running them, until lifted. New watches are calls too; open ones go on. */
    public Order refuse(Calls calls, Status.Code code) {
        return order(calls, new Order.Effect.Refuse(status(code)), ALWAYS);
    }

    /** Answers the next of the calls with this code, without running them. */
    public Order refuseNext(int times, Calls calls, Status.Code code) {
        return order(calls, new Order.Effect.Refuse(status(code)), times);
    }

    /** Runs the calls only after a delay in real time, until lifted. */
    public Order delay(Calls calls, Duration real) {
        return order(calls, new Order.Effect.Delay(real), ALWAYS);
    }

    /** Runs the next of the calls only after a delay in real time, or when lifted. */
    public Order delayNext(int times, Calls calls, Duration real) {
        return order(calls, new Order.Effect.Delay(real), times);
    }

    /** Runs the next of the calls, and answers with this code as if they had not: the write took effect, its answer got lost. */
    public Order loseAnswers(int times, Calls calls, Status.Code code) {
        return order(calls, new Order.Effect.LoseAnswer(status(code)), times);
    }

    /** Lets somebody else write the resource (nothing changes but its version) right before each of the next updates: version conflicts. */
    public Order conflictNext(int times, ResourceType<?> type) {
        return order(Calls.of("Update").on(type), new Order.Effect.WriteBefore(), times);
    }

    /** Lets the checks before a Kubernetes upgrade say no for this reason, for every cluster, until lifted. */
    public Order objectToUpgrades(String reason) {
        return order(UPGRADE_CHECKS, new Order.Effect.Objection(reason), ALWAYS);
    }

    /** Ends the open watches of a type, as a broken connection does; returns how many there were. */
    public int dropWatches(ResourceType<?> type) {
        return watches.end(Calls.of("Watch").on(type), status(Status.Code.UNAVAILABLE));
    }

    /** Ends all open watches; returns how many there were. */
    public int dropWatches() {
        return watches.end(Calls.any(), status(Status.Code.UNAVAILABLE));
    }

    /** Holds back everything on the open and new watches of a type, which look alive, until lifted. */
    public Order stallWatches(ResourceType<?> type) {
        return order(Calls.of("Watch").on(type), new Order.Effect.Stall(), ALWAYS);
    }

    /** Sends the open watches of a type an ERRORED event, after which they stay open and silent; returns how many there were. */
    public int errorWatches(ResourceType<?> type, String text) {
        return watches.error(Calls.of("Watch").on(type), text);
    }

    /** Lifts everything that is in force. */
    public void liftAll() {
        orders.forEach(Order::lift);
    }

    /** Whether events for this watch are to be held back. */
    public boolean stalls(Call watch) {
        return orders.stream().anyMatch(order -> order.effect() instanceof Order.Effect.Stall && order.isFor(watch));
    }

    /** What the checks before a Kubernetes upgrade are to find. */
    public Optional<String> upgradeObjection() {
        Call check = new Call(UPGRADE_CHECK, "", "");
        return orders.stream()
                .flatMap(
                        order -> order.effect() instanceof Order.Effect.Objection(String reason) && order.strikes(check)
                                ? Stream.of(reason)
                                : Stream.empty())
                .findFirst();
    }

    /** Whether somebody else is to write the resource before this update. */
    public boolean writesBefore(Call update) {
        return orders.stream()
                .anyMatch(order -> order.effect() instanceof Order.Effect.WriteBefore && order.strikes(update));
    }

    /** The orders that strike this call, in the order in which they were given, without those that others ask for. */
    List<Order> striking(Call call) {
        return orders.stream()
                .filter(order -> switch (order.effect()) {
                    case Order.Effect.Stall s -> false;
                    case Order.Effect.Objection o -> false;
                    case Order.Effect.WriteBefore w -> false;
                    case Order.Effect.Refuse r -> order.strikes(call);
                    case Order.Effect.Delay d -> order.strikes(call);
                    case Order.Effect.LoseAnswer l -> order.strikes(call);
                })
                .toList();
    }

    private Order order(Calls calls, Order.Effect effect, long times) {
        Order order = new Order(calls, effect, times, () -> {
            orders.removeIf(other -> other.isLifted());
            watches.nudge();
        });
        orders.add(order);
        return order;
    }

    private static Status status(Status.Code code) {
        String text = switch (code) {
            case UNAUTHENTICATED -> "invalid signature";
            case UNAVAILABLE -> "connection error";
            case DEADLINE_EXCEEDED -> "context deadline exceeded";
            default -> "ordered fault";
        };
        return code.toStatus().withDescription(text);
    }
}
