/// What an event means, in a sentence that an engineer can act on, in English and in Chinese. Every
/// reason for a refusal has one: a new reason does not compile until it has.
@NullMarked
package io.mintmark.explanation;

import org.jspecify.annotations.NullMarked;
