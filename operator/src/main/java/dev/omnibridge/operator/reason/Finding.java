package dev.omnibridge.operator.reason;

/**
 * One thing that stands between an object and its goal.
 *
 * @param message the fact, then the next step; names field, value found and values allowed; never a secret
 */
public record Finding(Reason reason, String message) {}
