package dev.omnibridge.api.v1alpha1;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Asks for a generated {@code <Record>Builder}, for records too wide for a positional constructor. */
@RecordBuilder.Template(options = @RecordBuilder.Options(enableWither = false, addStaticBuilder = true))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@interface Buildable {}
