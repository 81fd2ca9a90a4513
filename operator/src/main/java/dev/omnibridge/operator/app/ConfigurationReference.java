package dev.omnibridge.operator.app;

/** The reference page of the settings, written from {@link Setting}, so that it can't say anything else than the code. */
final class ConfigurationReference {

    private ConfigurationReference() {}

    static String page() {
        StringBuilder page = new StringBuilder("""
                # Configuration of the operator

                For those who install OmniBridge. Written from the code; a test compares it.

                Each setting is read from the environment, else from the YAML file (one `key: value` in each line), else it has its
                default. The operator does not start with a wrong value, and says which, and what is allowed.

                | key in the file | environment | default | allowed | meaning |
                |---|---|---|---|---|
                """);
        for (Setting setting : Setting.values()) {
            page.append("| `%s` | `%s` | %s | %s | %s |\n"
                    .formatted(
                            setting.key(),
                            setting.variable(),
                            setting.byDefault().map(value -> "`" + value + "`").orElse("none: required"),
                            setting.allowed(),
                            setting.description()));
        }
        return page.append("""

                        ## An account from the environment

                        Where `OMNI_ENDPOINT` and `OMNI_SERVICE_ACCOUNT_KEY` are both set and there is no OmniConnection named `default`, the
                        operator makes one with `credentials.fromEnvironment: true`, labelled `omnibridge.dev/made-from: environment`. It is
                        never changed or removed afterwards: edit or delete it like any other. The key is not copied into the cluster.
                        """).toString();
    }
}
