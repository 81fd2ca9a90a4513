package dev.omnibridge.simulation.actor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/** What somebody may do in a history, and how often. */
public enum Act {
    // users
    APPLY_CLUSTER_WITH_SETS(6, Users::applyClusterWithSets),
    APPLY_SET(3, Users::applySet),
    EDIT_CLUSTER(14, Users::editCluster),
    EDIT_SET(14, Users::editSet),
    SCALE(12, Users::scale),
    POLICY(7, Users::policy),
    PAUSE(3, Users::pause),
    PROTECT(3, Users::protect),
    ASK_FOR_PASS(1, Users::askForPass),
    APPROVE(10, Users::approve),
    EDIT_CONNECTION(3, Users::editConnection),
    DELETE(10, Users::delete),
    TOUCH(1, Users::touch),
    DELETE_SECRET(1, Users::deleteSecret),
    // GitOps
    GIT_APPLY(4, GitOps::apply),
    GIT_PRUNE(3, GitOps::prune),
    // others in Omni
    UI_EDIT_CLUSTER(3, OmniUsers::editCluster),
    UI_EDIT_SET(3, OmniUsers::editSet),
    UI_LOCK(4, OmniUsers::lock),
    UI_UNLOCK(4, OmniUsers::unlock),
    UI_CREATE_SET(2, OmniUsers::createSet),
    UI_CREATE_CLUSTER(2, OmniUsers::createCluster),
    UI_DELETE(3, OmniUsers::delete),
    UI_TAKE_CLAIM(2, OmniUsers::takeClaim),
    // machines
    MACHINE_AWAY(2, OmniUsers::disconnect),
    MACHINE_BACK(2, OmniUsers::connect),
    // Omni itself
    OMNI_FAILS(4, Faults::omniFails),
    OMNI_DOWN(1, Faults::omniDown),
    OMNI_UP(3, Faults::omniUp),
    DROP_WATCHES(2, Faults::dropWatches),
    OMNI_LAGS(1, Faults::omniLags),
    UPGRADE_CHECKS(2, Faults::upgradeChecks),
    OMNI_BACKUP(1, Faults::omniBackup),
    OMNI_RESTORE(1, Faults::omniRestore),
    OTHER_ACCOUNT(1, Faults::otherAccount),
    OWN_ACCOUNT(2, Faults::ownAccount),
    OTHER_INSTALLATION(1, Management::otherInstallation),
    // the management cluster
    DEFINITION_DELETED(1, Management::deleteDefinition),
    MANAGEMENT_BACKUP(2, Management::backUp),
    MANAGEMENT_RESTORE(1, Management::restore),
    MANAGEMENT_REBUILT(1, Management::rebuild),
    // the operator and the API server
    OTHER_VERSION(2, OtherVersion::takesOver),
    RESTART(3, Faults::restart),
    KILL_AT_WRITE(5, Faults::killAtWrite),
    FREEZE_AT_WRITE(4, Faults::freezeAtWrite),
    SECOND_OPERATOR(2, Faults::secondOperator),
    RELIST(2, Faults::relist),
    API_FAILS(2, Faults::apiFails),
    WAIT(2, Faults::await);

    private final int weight;
    private final BiFunction<Scene, Random, String> doing;

    Act(int weight, BiFunction<Scene, Random, String> doing) {
        this.weight = weight;
        this.doing = doing;
    }

    /** Does it, and says what that came to. */
    public String happen(Scene scene, Random chance) {
        return doing.apply(scene, chance);
    }

    /** All of them. */
    public static Set<Act> all() {
        return EnumSet.allOf(Act.class);
    }

    /** Each as often as it is to be drawn. */
    public static List<Act> weighted(Set<Act> acts) {
        List<Act> weighted = new ArrayList<>();
        for (Act act : EnumSet.copyOf(acts)) {
            for (int i = 0; i < act.weight; i++) {
                weighted.add(act);
            }
        }
        return weighted;
    }
}
