/// The device protocol of Alibaba Cloud IoT Platform: its HTTP and MQTT registration, its login,
/// its topics and its codes. Translation only; `docs/dialects/aliyun.md` says where each choice is
/// from.
@NullMarked
package io.mintmark.dialect.aliyun;

import org.jspecify.annotations.NullMarked;
