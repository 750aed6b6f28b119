/// The management HTTP API under `/api/v1`: for people's programs, and later the console. It
/// translates between HTTP and the use cases, and is where Spring lives; nothing here decides what
/// the domain allows.
@NullMarked
package io.mintmark.api;

import org.jspecify.annotations.NullMarked;
