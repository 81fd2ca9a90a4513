package dev.omnibridge.operator.app;

/** What the program's commands exit with. */
final class ExitCodes {

    static final int DONE = 0;
    static final int NOT_DONE = 1;
    static final int WRONG_CONFIGURATION = 2;

    private ExitCodes() {}
}
