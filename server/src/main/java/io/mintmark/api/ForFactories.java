package io.mintmark.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks an operation that callers of a factory may use too; it has to look at the caller and show
/// him what is his. For them, whatever is not marked does not exist.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface ForFactories {}
