package dev.omnibridge.operator.plan;

/**
 * Something in Omni that is inside what a custom resource claims, and is not to be removed with it.
 *
 * @param reference type and id in Omni
 * @param machines how many machines stand behind it
 * @param why in words, for the message: {@code not claimed}, {@code claimed by another object}, {@code on Retain}
 */
public record ForeignPart(String reference, int machines, String why) {}
