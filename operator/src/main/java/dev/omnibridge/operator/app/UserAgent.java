package dev.omnibridge.operator.app;

/** How this program calls itself to Omni. */
final class UserAgent {

    private UserAgent() {}

    static String text() {
        return "omnibridge/" + version();
    }

    /** Of the program; {@code development} where it runs from classes. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
