package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.Hmac;

/// How an SDK writes its login. The client id is a template in which `{pk}`, `{dn}`,
/// `{securemode}` (2 over TLS, else 3), `{transport}` (`tls` or `tcp`), `{signmethod}` and
/// `{timestamp}` are filled in; everything else in it goes out as it stands, so parameters can be
/// added, left out and put in any order. Without `{timestamp}` none is signed; without
/// `{signmethod}` the platform assumes hmacmd5.
public record AliyunLoginStyle(
    String clientId,
    Hmac signMethod,
    boolean upperCaseHex,
    Timestamp timestamp,
    boolean cleanSession,
    int keepAliveSeconds) {

  /// The texts that SDKs put where a time is expected.
  public enum Timestamp {
    /// `2524608000000`, for ever: all of the vendor's C SDKs.
    YEAR_2050,
    NOW_MILLIS,
    /// The Python SDK.
    NOW_SECONDS
  }

  /// Link SDK for C 4.2.0.
  public static AliyunLoginStyle linkSdkC4() {
    return new AliyunLoginStyle(
        "{pk}.{dn}|timestamp={timestamp},_ss=1,_v=sdk-c-4.2.0,securemode={securemode},"
            + "signmethod={signmethod},ext=3,_conn={transport}_2d|",
        Hmac.SHA256,
        true,
        Timestamp.YEAR_2050,
        true,
        1200);
  }

  /// Link Kit for C 3.2.0: a persistent session.
  public static AliyunLoginStyle linkKitC3() {
    return new AliyunLoginStyle(
        "{pk}.{dn}|timestamp={timestamp},_v=sdk-c-3.2.0,securemode={securemode},"
            + "signmethod={signmethod},lan=C,_ss=1,gw=0,ext=0|",
        Hmac.SHA256,
        true,
        Timestamp.YEAR_2050,
        false,
        120);
  }

  /// npm `alibabacloud-iot-device-sdk` 1.2.8: a persistent session. It can sign with SHA-1 only.
  public static AliyunLoginStyle nodeJs() {
    return new AliyunLoginStyle(
        "{pk}&{dn}|securemode={securemode},signmethod={signmethod},timestamp={timestamp},"
            + "lan=NodeJS,_v=1.2.8|",
        Hmac.SHA1,
        false,
        Timestamp.NOW_MILLIS,
        false,
        60);
  }

  /// npm `aliyun-iot-device-sdk` 1.0.1: line breaks inside the client id, and a persistent session.
  public static AliyunLoginStyle oldNodeJs() {
    return new AliyunLoginStyle(
        "{pk}&{dn}_aliyun-iot-device-sdk-js|securemode={securemode},\n"
            + "        signmethod={signmethod},\n        timestamp={timestamp}|",
        Hmac.MD5,
        false,
        Timestamp.NOW_MILLIS,
        false,
        60);
  }

  /// Android and QuecPython: no timestamp. (Keep-alive and clean session are ours.)
  public static AliyunLoginStyle withoutTimestamp() {
    return new AliyunLoginStyle(
        "{dn}&{pk}|securemode={securemode},_v=1.7.3,lan=Android,signmethod={signmethod},ext=1|",
        Hmac.SHA1,
        true,
        Timestamp.NOW_MILLIS,
        true,
        60);
  }

  public AliyunLoginStyle withClientId(String template) {
    return new AliyunLoginStyle(
        template, signMethod, upperCaseHex, timestamp, cleanSession, keepAliveSeconds);
  }

  public AliyunLoginStyle withSignMethod(Hmac method) {
    return new AliyunLoginStyle(
        clientId, method, upperCaseHex, timestamp, cleanSession, keepAliveSeconds);
  }

  public AliyunLoginStyle withUpperCaseHex(boolean upper) {
    return new AliyunLoginStyle(
        clientId, signMethod, upper, timestamp, cleanSession, keepAliveSeconds);
  }

  public AliyunLoginStyle withTimestamp(Timestamp text) {
    return new AliyunLoginStyle(
        clientId, signMethod, upperCaseHex, text, cleanSession, keepAliveSeconds);
  }

  public AliyunLoginStyle withCleanSession(boolean clean) {
    return new AliyunLoginStyle(
        clientId, signMethod, upperCaseHex, timestamp, clean, keepAliveSeconds);
  }

  public AliyunLoginStyle withKeepAliveSeconds(int seconds) {
    return new AliyunLoginStyle(
        clientId, signMethod, upperCaseHex, timestamp, cleanSession, seconds);
  }
}
