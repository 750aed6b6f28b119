/// A device in Java: what is burned into it, where it keeps its credential, and the power-on act of
/// registering if need be and logging in. Knows neither vendor; `devicekit.aliyun` and
/// `devicekit.tencent` bring the two firmware behaviours.
@NullMarked
package io.mintmark.devicekit;

import org.jspecify.annotations.NullMarked;
