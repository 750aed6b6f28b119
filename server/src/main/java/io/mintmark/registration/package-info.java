/// Registration (动态注册): a device trades a signature made with the ProductSecret for the
/// credential that is its own. One use case, one sealed outcome; vendors' bytes are the dialects'.
@NullMarked
package io.mintmark.registration;

import org.jspecify.annotations.NullMarked;
