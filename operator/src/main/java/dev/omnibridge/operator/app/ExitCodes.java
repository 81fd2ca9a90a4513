package dev.omnibridge.operator.app;

/** What the program's commands exit with. */
final class ExitCodes {

    static final int DONE = 0;
    static final int NOT_DONE = 1;
    static final int WRONG_CONFIGURATION = 2;

    /** Another process leads, or may; this one ended without finishing anything. */
    static final int LEADERSHIP_LOST = 70;

    private ExitCodes() {}
}
