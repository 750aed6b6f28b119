package io.mintmark.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The problems that an operation has beyond those that its form implies (see [OpenApiRefusals]),
/// for the API's description.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Refusals {

  ProblemCode[] value();
}
