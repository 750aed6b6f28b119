/// What devices built on Tencent Cloud's SDKs write and how they read the answers: both generations
/// of dynamic registration over HTTP, login with the psk. Shapes are those captured from the
/// vendor's own SDKs.
@NullMarked
package io.mintmark.devicekit.tencent;

import org.jspecify.annotations.NullMarked;
