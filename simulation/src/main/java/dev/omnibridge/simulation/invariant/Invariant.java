package dev.omnibridge.simulation.invariant;

/** What must hold after every step of every history. */
public enum Invariant {
    CLAIM(
            "I01",
            "An object in Omni is changed or removed only under the claim of the custom resource that asks for it, or"
                    + " claimed in that very write as its policy or an approval allows."),
    ASKED(
            "I02",
            "Nothing is torn down and no machine released unless the live custom resource asked for it at some moment"
                    + " of the pass."),
    HELD(
            "I03",
            "Nothing is written while it is known to be held: paused, protected, locked, against its policy, or with"
                    + " foreign contents that the removal would take along."),
    LOCK(
            "I04",
            "No write takes away a lock, but for the one that a person approved by the token for exactly that lock."),
    BRAKE(
            "I05",
            "Within a window no more machines and clusters are released than the brake allows, unless a person approved."),
    TOKEN(
            "I06",
            "A token is minted only for a claimed cluster whose Secret lacks a good one, and not twice within ten"
                    + " minutes by one process."),
    FINALIZER("I07", "Nothing is made or claimed in Omni for an object that does not carry our finalizer."),
    CONFLICT("I08", "An object in conflict never gets our finalizer."),
    NOTHING_NEW("I09", "No write leaves an object as it was."),
    VERSION("I10", "Every write carries a version that the mirror has shown."),
    PHASE("I11", "Every write expects a running object, and what is being torn down is not written again."),
    AGAIN("I12", "What was removed in Omni is not made again unless a person approved."),
    NO_FAULT("I13", "No pass ends in an exception that nothing in the world explains."),
    CONVERGED("I14", "When inputs stop and faults end, Omni comes to match the specs, as far as nothing forbids it."),
    HONEST("I15", "Statuses say so: Synced where Omni matches, and where it does not, a reason that is true."),
    LEAVES("I16", "An object that is deleted leaves, or says what holds it."),
    QUIET("I17", "And it stays so without a further write or call."),
    BUDGET(
            "I18",
            "Within a window no more clusters are changed in a way that only another version of the operator wants than"
                    + " the disruption budget allows, unless a person approved."),
    SOLE(
            "I19",
            "Nothing is written while it is known that another installation of the same name works in the account, unless"
                    + " a person approved."),
    OLDER(
            "I20",
            "What a spec that is older than the applied one would change is not written, nor what older policies would let be"
                    + " done, unless a person approved.");

    private final String id;
    private final String sentence;

    Invariant(String id, String sentence) {
        this.id = id;
        this.sentence = sentence;
    }

    /** Short name for tables. */
    public String id() {
        return id;
    }

    /** What it says. */
    public String sentence() {
        return sentence;
    }
}
