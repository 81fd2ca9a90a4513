package dev.omnibridge.simulation.actor;

import dev.omnibridge.simulation.kubernetes.Kind;
import dev.omnibridge.simulation.omni.OmniFaults;
import dev.omnibridge.simulation.omni.Stream;
import dev.omnibridge.simulation.operator.OperatorProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What goes wrong by itself. */
final class Faults {

    private Faults() {}

    static String omniFails(Scene scene, Random chance) {
        OmniFaults.Kind kind = OmniFaults.Kind.values()[chance.nextInt(OmniFaults.Kind.values().length)];
        int calls = 1 + chance.nextInt(5);
        scene.omni().faults().failNext(calls, kind);
        return "the next " + calls + " calls: " + kind;
    }

    static String omniDown(Scene scene, Random chance) {
        scene.omni().faults().setDown(true);
        streams(scene).forEach(stream -> stream.end("Omni is away"));
        return "away";
    }

    static String omniUp(Scene scene, Random chance) {
        scene.omni().faults().setDown(false);
        return "there";
    }

    static String dropWatches(Scene scene, Random chance) {
        List<Stream> some =
                streams(scene).stream().filter(s -> chance.nextInt(3) == 0).toList();
        some.forEach(stream -> stream.end("dropped"));
        return some.size() + " watches";
    }

    /** Something in the clusters speaks against an upgrade of Kubernetes, or no longer. */
    static String upgradeChecks(Scene scene, Random chance) {
        boolean isNo = chance.nextBoolean();
        scene.omni().faults().setObjectsToUpgrades(isNo);
        return isNo ? "say no" : "say yes";
    }

    static String omniLags(Scene scene, Random chance) {
        Duration lag = Duration.ofMillis(chance.nextInt(3) * 700L);
        scene.omni().cache().lagBy(lag);
        return "by " + lag;
    }

    static String omniBackup(Scene scene, Random chance) {
        scene.omni().backUp();
        return "made";
    }

    static String omniRestore(Scene scene, Random chance) {
        return scene.omni().restore() ? "put back" : "there is no backup";
    }

    static String otherAccount(Scene scene, Random chance) {
        scene.omni().pretendToBeAnother();
        return "another account answers";
    }

    static String ownAccount(Scene scene, Random chance) {
        scene.omni().returnHome();
        return "the own account answers";
    }

    /** All processes end; one starts again, whose lists may come from a replica that is behind. */
    static String restart(Scene scene, Random chance) {
        scene.awake().forEach(scene::end);
        int staleBy = chance.nextBoolean() ? 0 : chance.nextInt(20);
        OperatorProcess process = scene.startOperator(staleBy);
        return process.name() + ", its lists stale by " + staleBy;
    }

    static String killAtWrite(Scene scene, Random chance) {
        Interruption how = chance.nextBoolean() ? Interruption.KILL_BEFORE : Interruption.KILL_AFTER;
        int atWrite = 1 + chance.nextInt(6);
        scene.interrupt(how, atWrite);
        return how + " " + atWrite;
    }

    static String freezeAtWrite(Scene scene, Random chance) {
        int atWrite = 1 + chance.nextInt(5);
        scene.interrupt(Interruption.FREEZE, atWrite);
        return "at write " + atWrite;
    }

    /** Two at once: the older one does not know yet that it is none any more. */
    static String secondOperator(Scene scene, Random chance) {
        if (scene.processes().size() >= 2) {
            scene.awake().stream().findFirst().ifPresent(scene::end);
            return "the older one ends";
        }
        return scene.startOperator(chance.nextInt(10)).name() + " beside the other";
    }

    static String relist(Scene scene, Random chance) {
        Optional<OperatorProcess> process = Specs.any(scene.awake(), chance);
        if (process.isEmpty()) {
            return "nobody is there";
        }
        Kind kind = Kind.values()[chance.nextInt(Kind.values().length)];
        int staleBy = chance.nextBoolean() ? 0 : chance.nextInt(10);
        process.get().feed(kind).list(Math.max(0, scene.server().log().size() - staleBy));
        if (chance.nextBoolean()) {
            process.get().feed(kind).resync();
        }
        return process.get().name() + " lists " + kind.text() + ", stale by " + staleBy;
    }

    static String apiFails(Scene scene, Random chance) {
        int calls = 1 + chance.nextInt(4);
        if (chance.nextBoolean()) {
            scene.apiFaults().refuseNext(calls);
        } else {
            scene.apiFaults().loseNextAnswers(calls);
        }
        return "the next " + calls + " calls";
    }

    static String await(Scene scene, Random chance) {
        Duration duration = Duration.ofMinutes(1 + chance.nextInt(40));
        scene.omni().pass(duration);
        return duration.toString();
    }

    private static List<Stream> streams(Scene scene) {
        return scene.processes().stream().flatMap(p -> p.streams().stream()).toList();
    }
}
