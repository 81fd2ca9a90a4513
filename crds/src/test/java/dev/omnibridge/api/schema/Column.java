package dev.omnibridge.api.schema;

/** One column of {@code kubectl get}; a wide one shows with {@code -o wide} only. */
record Column(String name, String type, String jsonPath, boolean wide) {
    static final Column READY = text("Ready", condition("Ready", "status"));
    static final Column STATUS = text("Status", condition("Ready", "reason"));
    static final Column AGE = new Column("Age", "date", ".metadata.creationTimestamp", false);

    static Column text(String name, String jsonPath) {
        return new Column(name, "string", jsonPath, false);
    }

    static Column integer(String name, String jsonPath) {
        return new Column(name, "integer", jsonPath, false);
    }

    Column onlyWide() {
        return new Column(name, type, jsonPath, true);
    }

    static String condition(String type, String field) {
        return ".status.conditions[?(@.type==\"" + type + "\")]." + field;
    }
}
