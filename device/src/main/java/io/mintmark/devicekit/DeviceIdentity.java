package io.mintmark.devicekit;

/// Names one device. Tencent calls the product key ProductID.
///
/// Not validated: tests send names that no platform would accept.
public record DeviceIdentity(String productKey, String deviceName) {}
