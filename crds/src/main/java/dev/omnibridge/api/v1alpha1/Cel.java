package dev.omnibridge.api.v1alpha1;

/** Rules in the Common Expression Language that several fields share, and their messages. */
final class Cel {
    /**
     * Go's notation in hours, minutes and seconds; digits are limited so that no accepted text overflows. An empty text would fit, and is none that can
     * be compared.
     */
    static final String DURATION = "self != '' && self.matches('^([0-9]{1,4}h)?([0-9]{1,6}m)?([0-9]{1,8}s)?$')";

    static final String WINDOW =
            DURATION + " && duration(self) >= duration('10m') && duration(self) <= duration('168h')";
    static final String WINDOW_MESSAGE = "window must be a duration like 1h30m, between 10m and 168h";

    static final String VERSION =
            "self.matches('^v?(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)" + "(-[0-9A-Za-z.-]+)?$')";
    static final String VERSION_MESSAGE = "version must look like 1.13.8 or v1.13.8";

    /** Begins the message of a rule over entries with the first that breaks it, which follows as a list. */
    private static final String NAMING = "\"'\" + ";

    private static final String THEN = "[0] + \"': ";
    private static final String END = "\"";

    private static final String MACHINE_ID = "m.matches('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')";
    static final String MACHINE_IDS = "self.all(m, " + MACHINE_ID + ")";
    static final String MACHINE_IDS_MESSAGE =
            "a machine id is a lower-case UUID like 10001802-c798-4da7-a410-f09abb48c8d8";
    static final String MACHINE_IDS_NAMING =
            NAMING + "self.filter(m, !" + MACHINE_ID + ")" + THEN + MACHINE_IDS_MESSAGE + END;

    /**
     * The positions at which each entry is first found add up to 0 + 1 + ... only if no entry is found before its own
     * place. Comparing all pairs would say it more plainly, but for 512 machine ids costs more than the API server allows
     * a rule at run time (1,000,000), and it would refuse long valid lists.
     */
    static final String NO_REPETITION = "self.map(m, self.indexOf(m)).sum() == self.size() * (self.size() - 1) / 2";

    static final String NO_REPETITION_MESSAGE = "a machine can be listed only once";
    static final String NO_REPETITION_NAMING =
            NAMING + "self.filter(m, self.indexOf(m) != self.lastIndexOf(m))" + THEN + NO_REPETITION_MESSAGE + END;

    static final String OMNI_NAME = "self.matches('^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$')";
    static final String OMNI_NAME_MESSAGE =
            " may hold letters, digits, '-' and '_', and begins and ends with a letter or digit";

    /** What Kubernetes takes as the name of a Secret, ConfigMap or custom resource. */
    static final String OBJECT_NAME =
            "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$')";

    static final String OBJECT_NAME_MESSAGE =
            " must be a name in Kubernetes: lower-case letters, digits, '-' and '.', beginning and ending with a"
                    + " letter or digit";

    /** What Kubernetes takes as a key of a Secret or ConfigMap. */
    static final String DATA_KEY = "self.matches('^[-._A-Za-z0-9]+$')";

    static final String DATA_KEY_MESSAGE = "key may hold letters, digits, '-', '_' and '.'";

    static final String ONE_KEY_REF = "has(self.configMapKeyRef) != has(self.secretKeyRef)";
    static final String ONE_KEY_REF_MESSAGE = "set exactly one of configMapKeyRef or secretKeyRef";

    static final String NO_RESERVED_KEYS =
            "self.all(k, !k.startsWith('omni.sidero.dev/') && !k.startsWith('omnibridge.dev/'))";
    static final String NO_RESERVED_KEYS_MESSAGE =
            "keys with the prefix omni.sidero.dev/ or omnibridge.dev/ are reserved";
    static final String NO_RESERVED_KEYS_NAMING =
            NAMING + "self.filter(k, k.startsWith('omni.sidero.dev/') || k.startsWith('omnibridge.dev/'))" + THEN
                    + NO_RESERVED_KEYS_MESSAGE + END;

    private static final String KEY = "k.matches('^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$')";
    static final String KEYS = "self.all(k, " + KEY + ")";
    static final String KEYS_MESSAGE = "keys may hold letters, digits, '.', '_', '/' and '-', at most 200 characters";
    static final String KEYS_NAMING = NAMING + "self.filter(k, !" + KEY + ")" + THEN + KEYS_MESSAGE + END;

    private static final String CONTROL = "self[k].matches('[\\\\x00-\\\\x1f\\\\x7f]')";
    static final String NO_CONTROL_CHARACTERS = "self.all(k, !" + CONTROL + ")";
    static final String NO_CONTROL_CHARACTERS_MESSAGE =
            "values may not hold control characters such as line breaks and tabs";
    static final String NO_CONTROL_CHARACTERS_NAMING =
            NAMING + "self.filter(k, " + CONTROL + ")" + THEN + NO_CONTROL_CHARACTERS_MESSAGE + END;

    private static final String OF_CLUSTER = "p.matches('^spec[.](talos([.]version)?|kubernetes([.]version)?"
            + "|features([.](enableWorkloadProxy|useEmbeddedDiscoveryService|diskEncryption))?"
            + "|(labels|annotations)(\\\\[[A-Za-z0-9][A-Za-z0-9._/-]{0,199}\\\\])?)$')";

    /** Fields of an OmniCluster that are kept in Omni, or what holds them; the operator's table of fields has the same. */
    static final String IGNORED_IN_CLUSTER = "self.all(p, " + OF_CLUSTER + ")";

    static final String IGNORED_IN_CLUSTER_MESSAGE =
            "ignoreDifferences takes fields that are kept in Omni: spec.talos.version, spec.kubernetes.version,"
                    + " spec.features.<name>, spec.labels[<key>], spec.annotations[<key>], or one of these without its"
                    + " last part";

    static final String IGNORED_IN_CLUSTER_NAMING =
            NAMING + "self.filter(p, !" + OF_CLUSTER + ")" + THEN + IGNORED_IN_CLUSTER_MESSAGE + END;

    private static final String OF_SET = "p.matches('^spec[.](machineClass([.](name|replicas))?"
            + "|(update|upgrade|delete)Strategy([.](type|rolling([.]maxParallelism)?))?)$')";

    /** The same of an OmniMachineSet. */
    static final String IGNORED_IN_SET = "self.all(p, " + OF_SET + ")";

    static final String IGNORED_IN_SET_MESSAGE =
            "ignoreDifferences takes fields that are kept in Omni: spec.machineClass.name, spec.machineClass.replicas"
                    + " (which stands for unlimited too), spec.<update, upgrade or delete>Strategy.type and"
                    + " .rolling.maxParallelism, or one of these without its last part";

    static final String IGNORED_IN_SET_NAMING =
            NAMING + "self.filter(p, !" + OF_SET + ")" + THEN + IGNORED_IN_SET_MESSAGE + END;

    private Cel() {}
}
