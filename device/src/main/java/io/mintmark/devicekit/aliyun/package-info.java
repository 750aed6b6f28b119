/// What devices built on Alibaba Cloud's SDKs write and how they read the answers: dynamic
/// registration over HTTP and MQTT, listed or not, and login with a DeviceSecret or a DeviceToken.
/// Shapes are those captured from the vendor's own SDKs.
@NullMarked
package io.mintmark.devicekit.aliyun;

import org.jspecify.annotations.NullMarked;
