package dev.omnibridge.operator.app;

/** How this program calls itself to Omni. */
final class UserAgent {

    private UserAgent() {}

    static String text() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "omnibridge/" + (version == null ? "development" : version);
    }
}
