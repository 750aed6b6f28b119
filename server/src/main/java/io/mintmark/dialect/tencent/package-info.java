/// The device protocol of Tencent Cloud IoT Explorer and IoT Hub: both generations of HTTP
/// registration, the login, its topics and its codes. Translation only; `docs/dialects/tencent.md`
/// says where each choice is from.
@NullMarked
package io.mintmark.dialect.tencent;

import org.jspecify.annotations.NullMarked;
