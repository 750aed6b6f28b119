/// Requests that may be sent more than once: how one is known again, and what it was answered.
@NullMarked
package io.mintmark.request;

import org.jspecify.annotations.NullMarked;
